import { listed, sayP } from './analysis/say.ts'
import { alpha, type ComparedPair, type RunComparison } from './comparing.ts'
import { count, percent, plural, seconds } from './format.ts'

/** A difference of shares in points: .0031 → "0.31", -.0031 → "−0.31" */
export function points(share: number, digits = 2): string {
	const text = (100 * share).toFixed(digits)
	return Number(text) === 0 ? (0).toFixed(digits) : text.replace('-', '−')
}

/** "0.08 to 0.54" */
export const pointRange = (low: number, high: number) => `${points(low)} to ${points(high)}`

/** "0.1": as a person types it. */
export const zone = (sameWithin: number) => String(Number((100 * sameWithin).toPrecision(6)))

/** The name of a run, with its number where another has the name as well. */
export function namer({ runs }: Pick<RunComparison, 'runs'>): (run: number) => string {
	const names = runs.map(({ name }) => name)
	return (run) => {
		const name = runs.find((one) => one.run === run)?.name ?? ''
		return names.filter((one) => one === name).length > 1 ? `${name}, run ${run}` : name
	}
}

/** What a difference is of: "wider less slp", or by numbers where the names are long: "run 4 less run 2". */
export function sayLess(second: number, first: number, name: (run: number) => string): string {
	const named = `${name(second)} less ${name(first)}`
	return named.length <= 36 ? named : `run ${second} less run ${first}`
}

/** What two networks' answers show, in one sentence or two. */
export function sayPair(pair: ComparedPair, name: (run: number) => string, sameWithin: number, alone: boolean): string {
	const { difference, interval, verdict, onlyFirst, onlySecond, netNeeded, adjusted } = pair
	const range = pointRange(interval.low, interval.high)
	const [second, first] = [name(pair.second), name(pair.first)]
	switch (verdict.kind) {
		case 'better': {
			const [low, high] = difference > 0 ? [interval.low, interval.high] : [-interval.high, -interval.low]
			const little =
				low < sameWithin && sameWithin > 0
					? ` It may be as little as ${points(Math.max(0, low))}, which counts as practically the same.`
					: ''
			return `${name(verdict.run)} is better by ${points(Math.abs(difference))} points (${pointRange(low, high)}).${little}`
		}
		case 'same':
			return `${first} and ${second} are practically the same: the difference lies within ${zone(sameWithin)} points (${range}).${adjusted <= alpha ? ' That there is one can be shown; it is too small to count.' : ''}`
		case 'open': {
			const disagreements = onlyFirst + onlySecond
			if (disagreements === 0) return `${first} and ${second} are right on the same images.`
			const net = Math.abs(onlySecond - onlyFirst)
			const needed =
				netNeeded === null
					? `with ${plural(disagreements, 'disagreement')} none could be, whichever way they fell`
					: `with ${plural(disagreements, 'disagreement')} ${netNeeded} net would be needed${alone ? '' : ' for these two alone'}, and there are ${net}`
			return `No difference could be shown between ${first} and ${second} (${range} points): ${needed}.`
		}
	}
}

/** "Exact McNemar test: p = .03 (mid-p .02)" */
export function sayTest({ exact, midP, adjusted }: ComparedPair, alone: boolean): string {
	const holm = alone ? '' : `; after Holm’s correction ${sayP(adjusted)}`
	return `Exact McNemar test: ${sayP(exact)} (mid-p: ${sayP(midP)})${holm}.`
}

/** Whether any of three or more differ at all. */
export function sayCochran({ cochran, runs }: RunComparison): string | null {
	if (!cochran) return null
	const numbers = `Cochran’s Q ${cochran.q.toFixed(1)}, ${cochran.freedom} degrees of freedom, ${sayP(cochran.p)}`
	return cochran.p <= alpha
		? `The ${runs.length} runs are not all alike (${numbers}).`
		: `That any of the ${runs.length} runs differs could not be shown (${numbers}).`
}

/** Which was chosen, how, and which others might as well have been. */
export function sayTies(comparison: RunComparison): string {
	const { best, ties, runs, pairs } = comparison
	const name = namer(comparison)
	const of = (run: number) => runs.find((one) => one.run === run)
	const how =
		best.by === 'validation'
			? `${name(best.run)} has the best validation accuracy (${percent(of(best.run)?.valAccuracy ?? null)})`
			: `${name(best.run)} is best on the test images; a run without validation images left no other way to choose, so its accuracy is flattered`
	const others = ties.runs.filter((run) => run !== best.run)
	const above = pairs.flatMap(({ first, second, verdict }) =>
		verdict.kind === 'better' && verdict.run !== best.run && (first === best.run || second === best.run)
			? [name(verdict.run)]
			: []
	)
	const told = above.length > 0 ? ` On the test images ${listed(above)} did better than it.` : ''
	if (others.length === 0) return `${how}, and the test images tell every other run from it.${told}`
	const small = of(ties.smallest)
	const fast = of(ties.fastest)
	return `${how}. ${listed(others.map(name))} cannot be told from it. Of these the smallest is ${name(ties.smallest)} (${plural(small?.parameters ?? 0, 'parameter')}), the fastest ${name(ties.fastest)} (trained in ${seconds(fast?.seconds ?? 0)}).${told}`
}

/** What a comparison cannot show. */
export const sayOnlyThese =
	'This compares these trained networks, not their recipes: with another seed each recipe gives another network, a little better or worse. Which recipe is better takes several seeds of each.'

/** What next to no learning reaches on the same images: "always 1: 11.35 %; one layer, run 1: 88.62 %" */
export const sayBaselines = ({ baselines }: Pick<RunComparison, 'baselines'>) =>
	`For comparison: ${baselines.map(({ title, accuracy }) => `${title}: ${percent(accuracy)}`).join('; ')}.`

/** How worn the test images are. */
export const sayLooks = ({ looks, images }: Pick<RunComparison, 'looks' | 'images'>) =>
	`${plural(looks, 'finished run')} of this lab ${looks === 1 ? 'has' : 'have'} been judged by these ${count(images)} test images. Each look at the same images makes the best of many seem better than it is.`
