import { notebookRecipes } from '../../shared/reporting/notebook.ts'
import type { RunRow } from '../../shared/runs.ts'
import type { RunStore } from '../store/runs.ts'
import type { runDesk } from './desk.ts'
import { hashOf } from './hash.ts'

/**
 * The notebook's four models as runs, in its order: those that are here with the very recipe, or on their way; those that
 * were cut off go on, those that are missing are put into the queue. Throws a LabProblem where nothing can be trained.
 */
export function notebookRuns(
	store: RunStore,
	desk: Pick<ReturnType<typeof runDesk>, 'start' | 'resume'>,
	epochsScale: number
): RunRow[] {
	return notebookRecipes(epochsScale).map(({ preset, recipe }) => {
		const known = store.ofRecipe(hashOf(recipe))
		const row = known === undefined ? undefined : store.find(known)
		if (!row) return desk.start(recipe, preset, preset)
		return row.resumable ? desk.resume(row.id) : row
	})
}
