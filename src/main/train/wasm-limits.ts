import type { Recipe } from '../../shared/recipe.ts'

/** Why WebAssembly cannot train this recipe: it lacks the gradients of convolutions, and recurrent layers take hours. */
export function refuseOnWasm(recipe: Recipe): string | null {
	const layer = recipe.layers.find(({ kind }) => kind !== 'dense' && kind !== 'dropout' && kind !== 'flatten')
	if (!layer) return null
	return `A ${layer.kind} layer needs TensorFlow's native library, and this lab computes in WebAssembly, which trains dense networks only. Run "npm run lab -- doctor" to see how to mend it.`
}
