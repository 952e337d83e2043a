import type { RunComparison } from '../comparing.ts'
import type { RunDetail } from '../runs.ts'

/** What a report is written from. */
export interface Material {
	/** In the order of the outline. */
	runs: RunDetail[]
	/** Null where there is nothing to compare, and why. */
	comparison: RunComparison | null
	why: string | null
}

/** "mlp-64, run 12": a run as a report names it. */
export const runTitle = ({ name, id }: Pick<RunDetail, 'name' | 'id'>) => `${name}, run ${id}`

/** Why these runs are not compared; null where they are. */
export function findsNothing(runs: readonly RunDetail[]): string | null {
	const finished = runs.filter(({ test }) => test !== null)
	if (finished.length < 2) return 'It takes two finished runs or more to compare.'
	const [first] = finished
	const foreign = finished.find(({ testKey }) => testKey !== first?.testKey)
	return foreign && first
		? `${runTitle(foreign)} (${foreign.dataName}) was judged by other images than ${runTitle(first)} (${first.dataName}), so their accuracies say nothing about each other.`
		: null
}
