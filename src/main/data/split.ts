import { split } from '../../shared/check.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { Subset } from '../../shared/subset.ts'

/** Which training images are learned from and which are kept for validation, as places in the data set. */
export interface Split {
	training: Uint32Array
	validation: Uint32Array
}

/**
 * Divides the first images of those it takes as the recipe says: the last share for validation (Keras's
 * `validation_split`), or a random share, for which `shuffle` puts the places in the order the recipe's seed gives.
 */
export function splitImages(
	recipe: { data: Subset; validation: Recipe['validation'] },
	shuffle: (places: Uint32Array) => void
): Split {
	const sizes = split(recipe)
	const places = Uint32Array.from({ length: sizes.training + sizes.validation }, (_, place) => place)
	if (recipe.validation.take === 'shuffled') shuffle(places)
	return { training: places.slice(0, sizes.training), validation: places.slice(sizes.training) }
}
