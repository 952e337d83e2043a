import { factsOf } from './dataset.ts'
import { likenessOf } from './likeness.ts'
import { describe } from './network.ts'
import type { Recipe } from './recipe.ts'

/** So many networks train side by side at most; `npm run bench -- seeds` measures six. */
export const mostTogether = 8

/** Networks with more weights than this keep a few processors busy alone. */
const mostWeights = 150_000

const kinds = new Set(['dense', 'dropout', 'activation', 'flatten', 'batchNorm'])

/**
 * What recipes have in common whose networks are trained sooner side by side than one after another: small ones, of dense layers,
 * that differ by their seeds alone. They take as many steps over the same images, look at the same validation images, and
 * never end early. Null for any other recipe.
 */
export function togetherAs(recipe: Recipe): string | null {
	const { layers, committee, earlyStopping, validation, augmentation, engine, data } = recipe
	const isPlain =
		committee === 1 &&
		engine !== 'layers' &&
		earlyStopping.kind === 'off' &&
		(validation.take === 'last' || validation.share === 0) &&
		Object.values(augmentation).every((amount) => amount === 0) &&
		layers.every(({ kind }) => kinds.has(kind))
	if (!isPlain) return null
	const { parameters } = describe(layers, factsOf(data).image)
	return parameters > mostWeights ? null : likenessOf(recipe)
}
