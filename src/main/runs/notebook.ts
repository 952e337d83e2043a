import { notebookRecipes } from '../../shared/reporting/notebook.ts'
import type { RunRow } from '../../shared/runs.ts'
import type { RunStore } from '../store/runs.ts'
import type { runDesk } from './desk.ts'
import { hashOf } from './hash.ts'
import type { Queue } from './queue.ts'

/**
 * The notebook's four models as runs, in its order: those that are here with the very recipe, or on their way; those that
 * were cut off go on, those that are missing are put into the queue. Throws a LabProblem where nothing can be trained.
 */
export function notebookRuns(
	store: RunStore,
	desk: Pick<ReturnType<typeof runDesk>, 'start' | 'resume'>,
	queue: Pick<Queue, 'holds'>,
	epochsScale: number
): RunRow[] {
	return notebookRecipes(epochsScale).map(({ preset, recipe }) => {
		const known = store.ofRecipe(hashOf(recipe))
		const row = known === undefined ? undefined : store.find(known)
		if (!row) return desk.start(recipe, preset, preset)
		// one that waits in no queue was left behind by a program that is gone
		const left = row.status === 'queued' && !queue.holds(row.id)
		return row.resumable || left ? desk.resume(row.id) : row
	})
}
