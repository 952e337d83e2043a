import type { Layer } from './layers.ts'
import type { Recipe } from './recipe.ts'
import type { Backend } from './runs.ts'

/** Which engine trains a run, and why it is not the fastest: '' where it is. */
export interface EngineChoice {
	engine: 'graph' | 'layers'
	why: string
}

/** Why the graph engine cannot train these layers, or null where it can. */
export function refuseGraph(layers: readonly Layer[]): string | null {
	return layers.length > 0 ? null : 'there is no layer'
}

/** The graph engine wherever it can train the recipe and nobody wants the other one. */
export function engineFor(recipe: Pick<Recipe, 'engine' | 'layers'>, backend: Backend['kind']): EngineChoice {
	if (recipe.engine === 'layers') return { engine: 'layers', why: 'the recipe asks for it' }
	if (backend !== 'native') return { engine: 'layers', why: "the graph engine needs TensorFlow's native library" }
	const refusal = refuseGraph(recipe.layers)
	return refusal ? { engine: 'layers', why: refusal } : { engine: 'graph', why: '' }
}
