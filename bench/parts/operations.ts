import { describe, inputShape } from '../../src/shared/network.ts'
import { factsOf } from '../../src/shared/dataset.ts'
import type { Recipe } from '../../src/shared/recipe.ts'

/**
 * Floating-point operations of the matrix products and convolutions of one training epoch of `images` images: a multiply
 * and an add for each weight each time it is used, once forth, once for the slopes of the weights and once for those of
 * the input, which the first layer with weights needs not. Whatever else is reckoned is not counted.
 */
export function operationsOf(recipe: Recipe, images: number): number {
	const { image } = factsOf(recipe.data)
	const shapes = describe(recipe.layers, image).rows.map(({ output }) => output)
	let before = inputShape(recipe.layers, image)
	let [uses, isFirst] = [0, true]
	for (const [place, layer] of recipe.layers.entries()) {
		const output = shapes[place + 1] ?? []
		const used =
			layer.kind === 'dense'
				? (before.at(-1) ?? 0) * layer.units
				: layer.kind === 'conv2d'
					? layer.kernelSize ** 2 * (before.at(-1) ?? 0) * output.reduce((product, side) => product * side, 1)
					: 0
		if (used > 0) {
			uses += (isFirst ? 2 : 3) * used
			isFirst = false
		}
		before = output
	}
	return 2 * uses * images
}
