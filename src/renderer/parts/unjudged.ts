import { listed } from '../../shared/analysis/say.ts'
import { isOver, type RunRow } from '../../shared/runs.ts'

type Compared = Pick<RunRow, 'id' | 'name' | 'status'>

/** Why some of the runs that are compared have no part in what the test images show; null where all have. */
export function sayUnjudged(runs: readonly Compared[]): string | null {
	const left = runs.filter(({ status }) => status !== 'finished')
	if (left.length === 0) return null
	const head =
		runs.length - left.length < 2
			? 'Which is better can be said of two finished runs or more'
			: 'The finished runs alone are judged here'
	const ended = left.filter(({ status }) => isOver(status))
	const underway = left.filter(({ status }) => !isOver(status))
	return [
		`${head}: the test images are looked at once, when a run has trained all its epochs.`,
		...(ended.length > 0 ? [`${named(ended)} ended before that.`] : []),
		...(underway.length > 0
			? [`${named(underway)} ${underway.length === 1 ? 'has' : 'have'} not come so far yet.`]
			: [])
	].join(' ')
}

const named = (runs: readonly Compared[]) => listed(runs.map(({ id, name }) => `${name}, run ${id}`))
