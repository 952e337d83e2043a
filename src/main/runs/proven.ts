import { split } from '../../shared/check.ts'
import type { Recipe } from '../../shared/recipe.ts'
import { wilson, type Interval } from '../../shared/wilson.ts'

/** Wilson's 95 % interval of an accuracy on a recipe's validation images; null where there are none. */
export function validationInterval(recipe: Recipe, accuracy: number | null): Interval | null {
	const { validation } = split(recipe)
	return accuracy === null || validation === 0 ? null : wilson(accuracy * validation, validation)
}
