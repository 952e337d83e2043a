import { split } from '../../../shared/check.ts'
import { count } from '../../../shared/format.ts'
import type { Recipe } from '../../../shared/recipe.ts'
import type { ResponseName } from '../../../shared/study/responses.ts'
import { isAugmented } from '../../train/affine.ts'

/** What the recipes of a study make of a response, so that a difference may come from elsewhere than the levels. */
export function cautionsOf(recipes: readonly Recipe[], response: ResponseName): string[] {
	const notes: string[] = []
	const validated = new Map(recipes.map((recipe) => [validationOf(recipe), split(recipe).validation]))
	if (validated.size > 1 && (response === 'valAccuracy' || response === 'valLoss' || response === 'gap')) {
		const sizes = [...validated.values()].sort((one, other) => one - other)
		notes.push(
			`Its levels are validated on different images (${count(sizes[0] ?? 0)} to ${count(sizes.at(-1) ?? 0)} of them), so a difference may come from the images, however many seeds there are: ask for the test accuracy, which is of the same images for all.`
		)
	}
	if (response === 'gap' && recipes.some(isHarderToLearn))
		notes.push(
			'Training accuracy is counted while a network learns. With dropout, changed pictures or wrong labels that is harder than validation, so the gap is smaller than what was learned by heart, and levels that differ in those cannot be compared by it.'
		)
	return notes
}

/** Which images are kept aside. */
const validationOf = ({ data: { limit, classes, perClass }, validation }: Recipe) =>
	JSON.stringify([limit, classes, perClass, validation])

const isHarderToLearn = (recipe: Recipe) =>
	recipe.layers.some((layer) => layer.kind === 'dropout' && layer.rate > 0) ||
	isAugmented(recipe) ||
	recipe.data.noise !== undefined
