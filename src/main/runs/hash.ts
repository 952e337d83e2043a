import { createHash } from 'node:crypto'
import { canonicalRecipe } from '../../shared/likeness.ts'
import type { Recipe } from '../../shared/recipe.ts'

/** sha256 of the canonical JSON, in hex: two recipes with one hash describe the same run. */
export const hashOf = (recipe: Recipe) => createHash('sha256').update(canonicalRecipe(recipe)).digest('hex')
