import { dataIn as choiceIn, type DataChoice } from '../../shared/dataset.ts'
import { checkNetwork, type RecipeProblem } from '../../shared/check.ts'
import { explainRecipe } from '../../shared/explain.ts'
import { layerSchema, type Layer, type LayerKind } from '../../shared/layers.ts'
import { describe, type LayerRow, type Shape } from '../../shared/network.ts'
import { recipeSchema, type Recipe } from '../../shared/recipe.ts'

/** A layer in the form: its kind is known, its knobs may hold whatever a person has half typed. */
export type DraftLayer = { kind: LayerKind } & Record<string, unknown>
/** A recipe in the form. */
export type DraftRecipe = { layers: DraftLayer[] } & Record<string, unknown>

export interface Check {
	/** Null while something is wrong. */
	recipe: Recipe | null
	problems: RecipeProblem[]
}

/** Says everything that is wrong with a draft, each thing where it was typed. */
export function checkDraft(draft: DraftRecipe): Check {
	const parsed = recipeSchema.safeParse(draft)
	if (parsed.success) return { recipe: parsed.data, problems: [] }
	const problems = explainRecipe(parsed.error.issues, draft).map((problem) =>
		isOfLayers(problem) && draft.layers.length === 0 ? { ...problem, sentence: noLayers } : problem
	)
	// a wrong number elsewhere keeps the schema from looking at the network; the form says both
	const layers = readableLayers(draft.layers)
	const said = problems.some((problem) => problem.path[0] === 'layers')
	if (!said && layers.length === draft.layers.length) {
		const data = { limit: null, perClass: undefined, noise: undefined, ...dataIn(draft) }
		problems.push(...checkNetwork({ layers, data }))
	}
	return { recipe: null, problems }
}

/** What a draft learns from, whatever else of it is half typed. */
export const dataIn = (draft: DraftRecipe): DataChoice => choiceIn(draft['data'])

const isOfLayers = ({ path }: RecipeProblem) => path.length === 1 && path[0] === 'layers'
/** A person who has a menu of layers needs no example in JSON. */
const noLayers = 'No layers yet: add a dense layer with softmax, a neuron for each class.'

/** The layers up to the first one with a wrong knob. */
export function readableLayers(layers: readonly DraftLayer[]): Layer[] {
	const readable: Layer[] = []
	for (const layer of layers) {
		const parsed = layerSchema.safeParse(layer)
		if (!parsed.success) break
		readable.push(parsed.data)
	}
	return readable
}

/** Shapes and parameters as far as they can be told: row 0 is the input, row i + 1 belongs to layer i. */
export function sizesOf(
	layers: readonly DraftLayer[],
	image: Shape
): { rows: LayerRow[]; parameters: number; whole: boolean } {
	const { rows, parameters } = describe(readableLayers(layers), image)
	return { rows, parameters, whole: rows.length === layers.length + 1 }
}

/** Where a new layer does least harm: the last place before the output at which the network still works. */
export function placeFor(layers: readonly DraftLayer[], added: DraftLayer, image: Shape): number {
	const last = Math.max(0, layers.length - 1)
	let best = { place: last, reach: -1 }
	for (let place = last; place >= 0; place--) {
		const all = readableLayers([...layers.slice(0, place), added, ...layers.slice(place)])
		const { problem } = describe(all, image)
		if (!problem && all.length === layers.length + 1) return place
		const reach = problem && problem.layer !== place ? problem.layer : -1
		if (reach > best.reach) best = { place, reach }
	}
	return best.place
}
