import type { RunStore } from '../store/runs.ts'

/** The runs that learn from a data set or wait for their turn to. */
export const waitingFor = (store: RunStore, set: string): number[] =>
	store.unfinished().filter((run) => store.recipe(run).recipe.data.set === set)
