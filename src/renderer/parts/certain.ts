import type { Calibration, CoveragePoint, ReliabilityBin } from '../../shared/calibration.ts'
import { count, percent, plural } from '../../shared/format.ts'
import type { Interval } from '../../shared/wilson.ts'

/** 0.9 → "90 %", 0.995 → "99.5 %": a threshold as it was chosen. */
export const sayThreshold = (threshold: number) => `${Number((threshold * 100).toFixed(3))} %`

/** 0.0213 → "2.1 points", 0.0004 → "0.04 points" */
export function sayPoints(share: number): string {
	const points = Math.abs(share) * 100
	return `${points.toFixed(points < 0.095 ? 2 : 1)} points`
}

/** The bin that adds most to the expected calibration error. */
export const heaviestBin = (bins: readonly ReliabilityBin[]) =>
	bins.toSorted((a, b) => b.images * gap(b) - a.images * gap(a)).at(0) ?? null

const isWithin = (share: number, { low, high }: Interval) => share >= low && share <= high

const gap = (bin: ReliabilityBin) => Math.abs(bin.accuracy - bin.confidence)

/** "When it says 90 %, it is right 84 % of the time.": the bin that weighs most, in one sentence. */
export function sayHeaviest(bins: readonly ReliabilityBin[]): string {
	const bin = heaviestBin(bins)
	if (!bin) return ''
	const digits = gap(bin) < 0.02 ? 1 : 0
	return `When it says ${percent(bin.confidence, digits)}, it is right ${percent(bin.accuracy, digits)} of the time${isWithin(bin.confidence, bin.interval) ? ', which may be chance' : ''}.`
}

/** "Over all 10,000 images it claims 97.8 % and is right on 97.2 %: overconfident by 0.6 points on average." */
export function sayLean({ images, confidence, accuracy, interval }: Calibration): string {
	const lean = confidence - accuracy
	const word = lean > 0 ? 'overconfident' : 'underconfident'
	const end = isWithin(confidence, interval) ? ', which may be chance.' : '.'
	return `Over all ${plural(images, 'image')} it claims ${percent(confidence, 1)} and is right on ${percent(accuracy, 1)}: ${word} by ${sayPoints(lean)} on average${end}`
}

/** Mistakes that are kept silent, and right answers that are lost with them. */
export function silence(point: CoveragePoint, all: Pick<Calibration, 'images' | 'correct'>) {
	const caught = all.images - all.correct - point.wrong
	return { caught, lost: all.images - point.answered - caught }
}

/** What would happen if the network answered only from a threshold on. */
export function sayCoverage(point: CoveragePoint, all: Pick<Calibration, 'images' | 'correct'>): string {
	const mistakes = all.images - all.correct
	if (point.answered === 0) return `It would answer none of the ${count(all.images)} images.`
	if (point.answered === all.images)
		return `It would answer all ${count(all.images)} images and be wrong on ${count(mistakes)}.`
	const { caught, lost } = silence(point, all)
	return `It would answer ${count(point.answered)} of ${count(all.images)} images and be wrong on ${count(point.wrong)} instead of ${count(mistakes)}; it would keep silent on ${count(caught)} of its mistakes and on ${plural(lost, 'answer')} that ${lost === 1 ? 'was' : 'were'} right.`
}
