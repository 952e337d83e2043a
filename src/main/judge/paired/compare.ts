import {
	alpha,
	type ComparedPair,
	type ComparedRun,
	type PairedDifference,
	type PairVerdict,
	type RunComparison
} from '../../../shared/comparing.ts'
import { cochran } from './cochran.ts'
import { pairedDifference } from './difference.ts'
import { holm } from '../holm.ts'
import { pairIn } from './patterns.ts'

type Judged = Pick<RunComparison, 'pairs' | 'cochran' | 'best' | 'ties'>

/** Two of the runs, before anything is said of all of them. */
export type Couple = PairedDifference & { first: number; second: number }

/**
 * One of several runs, by its place, against each of those behind it; `patterns` is of `addPatterns`. A call for each place
 * gives every pair once, and others can have their turn between them.
 */
export function couplesOf(runs: readonly ComparedRun[], patterns: Uint32Array, place: number): Couple[] {
	const first = runs[place]
	if (!first) return []
	return runs.slice(place + 1).map((second, further) => ({
		first: first.run,
		second: second.run,
		...pairedDifference(pairIn(patterns, place, place + 1 + further))
	}))
}

/**
 * What the test images show of several runs, from all of their pairs, and which of them cannot be told from the best.
 * Accuracies that differ by `sameWithin` (a share) or less count as practically the same.
 */
export function compareRuns(
	runs: readonly ComparedRun[],
	patterns: Uint32Array,
	couples: readonly Couple[],
	sameWithin: number
): Judged {
	const adjusted = holm(couples.map(({ exact }) => exact))
	const pairs = couples.map((pair, place): ComparedPair => {
		const p = adjusted[place] ?? 1
		return { ...pair, adjusted: p, verdict: verdictOf(pair, p, sameWithin) }
	})
	const best = chosen(runs)
	const tied = runs.filter(({ run }) => run === best.run || !isTold(pairs, run, best.run))
	const least = (of: (run: ComparedRun) => number) =>
		tied.reduce((one, other) => (of(other) < of(one) ? other : one), tied[0] as ComparedRun).run
	return {
		pairs,
		cochran: cochran(patterns, runs.length),
		best,
		ties: {
			runs: tied.map(({ run }) => run),
			smallest: least(({ parameters }) => parameters),
			fastest: least(({ seconds }) => seconds)
		}
	}
}

/** Small enough to be the same comes first: a difference that is shown and yet of no use is no reason to choose. */
function verdictOf({ first, second, difference, interval }: Couple, p: number, sameWithin: number): PairVerdict {
	if (-sameWithin <= interval.low && interval.high <= sameWithin) return { kind: 'same' }
	return p <= alpha ? { kind: 'better', run: difference > 0 ? second : first } : { kind: 'open' }
}

/**
 * By what validation proves at least, so that the test is not asked twice and a few images do not outweigh many; by the
 * test where a run kept no images aside. The first of equals.
 */
function chosen(runs: readonly ComparedRun[]): RunComparison['best'] {
	const by = runs.every(({ valInterval }) => valInterval !== null) ? 'validation' : 'test'
	const of = ({ valInterval, accuracy }: ComparedRun) => (by === 'validation' ? (valInterval?.low ?? 0) : accuracy)
	const best = runs.reduce((one, other) => (of(other) > of(one) ? other : one), runs[0] as ComparedRun)
	return { run: best.run, by }
}

const isTold = (pairs: readonly ComparedPair[], one: number, other: number) =>
	pairs.some(
		({ first, second, verdict }) =>
			verdict.kind === 'better' && ((first === one && second === other) || (first === other && second === one))
	)
