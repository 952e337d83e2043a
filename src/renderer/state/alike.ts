import { likenessOf } from '../../shared/likeness.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { RunRow } from '../../shared/runs.ts'

/** Runs that finished with this recipe; the seed may differ, for that is what one wants to see. */
export function alike(recipe: Recipe, runs: readonly RunRow[]): RunRow[] {
	const likeness = likenessOf(recipe)
	return runs.filter((run) => run.status === 'finished' && run.likeness === likeness)
}
