import type { Recipe } from './recipe.ts'

/** The largest seed a recipe takes. */
const largest = 2_147_483_647

/** The same recipe with the next seed: another draw of the same experiment. */
export const anotherSeed = (recipe: Recipe): Recipe => ({
	...recipe,
	seed: recipe.seed >= largest ? 0 : recipe.seed + 1
})
