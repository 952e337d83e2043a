import type { Layer } from './layers.ts'
import type { Recipe } from './recipe.ts'
import type { Backend } from './runs.ts'

/** Which engine trains a run, and why it is not the fastest: '' where it is. */
export interface EngineChoice {
	engine: 'graph' | 'layers'
	why: string
}

/** Recurrent layers take one row of the image after another, each with weights of its own use: see docs/performance.md. */
const unserved: readonly Layer['kind'][] = ['lstm', 'gru', 'simpleRnn']

/** Why the graph engine cannot train these layers, or null where it can. */
export function refuseGraph(layers: readonly Layer[]): string | null {
	const strange = layers.find(({ kind }) => unserved.includes(kind))
	return strange ? `the graph engine has no ${strange.kind} layer` : null
}

/** The graph engine wherever it can train the recipe and nobody wants the other one. */
export function engineFor(recipe: Pick<Recipe, 'engine' | 'layers'>, backend: Backend['kind']): EngineChoice {
	if (recipe.engine === 'layers') return { engine: 'layers', why: 'the recipe asks for it' }
	if (backend !== 'native') return { engine: 'layers', why: "the graph engine needs TensorFlow's native library" }
	const refusal = refuseGraph(recipe.layers)
	return refusal ? { engine: 'layers', why: refusal } : { engine: 'graph', why: '' }
}
