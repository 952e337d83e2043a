import type { Recipe } from '../../../shared/recipe.ts'
import type { Estimate } from '../../../shared/runs.ts'
import { togetherAs } from '../../../shared/together.ts'
import { readStudy } from '../../../shared/study/cells.ts'
import type { StudyPlan } from '../../../shared/study/rows.ts'
import { powerOf } from '../../judge/studies/power.ts'
import { workedOut } from './settings.ts'

/** What is known before a study is started; settings that are trained already cost nothing and are not timed. */
export async function planOf(
	given: unknown,
	finishedRun: (hash: string) => number | undefined,
	estimate: (recipe: Recipe) => Promise<Estimate>
): Promise<StudyPlan> {
	const read = readStudy(given)
	if ('problems' in read)
		return { ...read, settings: [], seeds: 0, runs: 0, done: 0, time: { kind: 'unknown', why: '' }, power: null }
	const { titles, runs, cells } = workedOut(read.study)
	const missing = runs.filter(({ hash }) => finishedRun(hash) === undefined)
	const comparisons = read.study.design.kind === 'search' ? 1 : Math.max(1, cells.length - 1)
	return {
		problems: [],
		settings: titles,
		seeds: read.study.seeds,
		runs: runs.length,
		done: runs.length - missing.length,
		time: await timeOf(missing, estimate),
		power: powerOf(read.study.seeds, 0.05 / comparisons)
	}
}

/** A few batches of each setting are timed; the first that cannot be says why for all. */
async function timeOf(
	missing: readonly { setting: number; recipe: Recipe }[],
	estimate: (recipe: Recipe) => Promise<Estimate>
): Promise<StudyPlan['time']> {
	const known = new Map<number, number>()
	let seconds = 0
	for (const { setting, recipe } of missing) {
		let own = known.get(setting)
		if (own === undefined) {
			const found = await estimate(recipe)
			if (found.kind === 'unknown') return found
			own = found.secondsPerEpoch * recipe.epochs
			known.set(setting, own)
		}
		seconds += own
	}
	return { kind: 'measured', seconds, atMost: areTogether(missing) }
}

/** Whether seeds of a setting are trained side by side: sooner than the sum of their times, by how much nobody knows before. */
function areTogether(missing: readonly { setting: number; recipe: Recipe }[]): boolean {
	const recipes = new Map<number, Recipe[]>()
	for (const { setting, recipe } of missing) recipes.set(setting, [...(recipes.get(setting) ?? []), recipe])
	return [...recipes.values()].some(([first, second]) => first && second && togetherAs(first) !== null)
}
