import type { Layer } from './layers.ts'
import type { Interval } from './wilson.ts'

/** How images are sorted into bins by how sure the network is: bins equally wide, or bins with equally many images. */
export const binRules = ['width', 'mass'] as const
export type BinRule = (typeof binRules)[number]

/** Images about which a network is about equally sure; `from` lies outside the bin, `to` inside. Shares from 0 to 1. */
export interface ReliabilityBin {
	from: number
	to: number
	images: number
	correct: number
	/** The mean of the largest probabilities. */
	confidence: number
	accuracy: number
	/** Wilson's 95 % interval of the accuracy. */
	interval: Interval
}

/** What is left when a network answers only where its largest probability is at least `threshold`. */
export interface CoveragePoint {
	threshold: number
	answered: number
	/** Mistakes among the answered. */
	wrong: number
}

/** Whether a network is as sure as it should be, on the test images. Shares from 0 to 1. */
export interface Calibration {
	run: number
	rule: BinRule
	images: number
	correct: number
	accuracy: number
	interval: Interval
	/** The mean of the largest probabilities. */
	confidence: number
	/** Expected calibration error, and what a perfectly calibrated network would show on as many images by chance. */
	ece: number
	eceByChance: number
	/** Maximum calibration error: the largest gap of a bin, however few images it holds. */
	mce: number
	/** Multi-class Brier score, from 0 to 2. */
	brier: number
	/** Mean negative log-likelihood of the true class, natural logarithm. */
	nll: number
	/** Only those that hold an image, from least sure to most. */
	bins: ReliabilityBin[]
	/** One for each of `thresholds`. */
	coverage: CoveragePoint[]
}

/** 0, 1 % … 90 %, 90.1 % … 99 %, 99.01 % … 99.9 %, 99.901 % … 99.99 %: as fine as networks are sure. */
export const thresholds: readonly number[] = Array.from({ length: 361 }, (_, step) => {
	const decade = Math.min(3, Math.floor(step / 90))
	return 1 - (100 - (step - 90 * decade)) / 10 ** (2 + decade)
})

/** Whether a network's largest number is a share it can be held to: only softmax and sigmoid end between 0 and 1. */
export function saysHowSure(layers: readonly Layer[]): boolean {
	const last = layers.at(-1)
	return last?.kind === 'dense' && (last.activation === 'softmax' || last.activation === 'sigmoid')
}
