import { dataSets } from './dataset.ts'
import { refuseGraph } from './engine.ts'
import { count, plural } from './format.ts'
import type { Layer } from './layers.ts'
import { classCount, describe, parametersOf, sayShape } from './network.ts'
import type { Recipe } from './recipe.ts'

/** What is wrong with a recipe and where: `path` leads to the field, the sentence says what to do. */
export interface RecipeProblem {
	path: (string | number)[]
	sentence: string
}

/** As many numbers as the networks of a run may hold. */
const mostParameters = 50_000_000

/** "Layer 2 (conv2d)": layers are counted from 1, as a person counts. */
const nameLayer = (layers: readonly Layer[], index: number) => `Layer ${index + 1} (${layers[index]?.kind ?? 'none'})`

/** Refuses layers that do not fit on each other, and a network that does not end in ten numbers. */
export function checkNetwork(layers: readonly Layer[]): RecipeProblem[] {
	const { rows, parameters, problem } = describe(layers)
	if (problem)
		return [{ path: ['layers', problem.layer], sentence: `${nameLayer(layers, problem.layer)} ${problem.sentence}` }]
	const last = layers.length - 1
	const output = rows.at(-1)?.output ?? []
	if (output.length !== 1 || output[0] !== classCount)
		return [
			{
				path: ['layers', last],
				sentence: `${nameLayer(layers, last)} ends in ${sayShape(output)}, but there are ${classCount} digits: end with a dense layer of ${classCount} neurons.`
			}
		]
	if (parameters > mostParameters)
		return [
			{
				path: ['layers'],
				sentence: `The network has ${parameters.toLocaleString('en')} parameters; more than ${count(mostParameters)} do not fit this lab. Use fewer neurons or filters.`
			}
		]
	return []
}

/** Refuses settings that contradict each other. */
export function checkTraining(recipe: Recipe): RecipeProblem[] {
	const problems: RecipeProblem[] = []
	const last = recipe.layers.at(-1)
	const ending = last && 'activation' in last ? last.activation : 'linear'
	if (recipe.loss === 'categoricalCrossentropy' && ending !== 'softmax')
		problems.push({
			path: ['layers', recipe.layers.length - 1],
			sentence: `${nameLayer(recipe.layers, recipe.layers.length - 1)} ends in ${ending}, but categorical cross-entropy needs ten probabilities: choose softmax, or another loss.`
		})
	if (recipe.loss === 'binaryCrossentropy' && ending !== 'softmax' && ending !== 'sigmoid')
		problems.push({
			path: ['layers', recipe.layers.length - 1],
			sentence: `${nameLayer(recipe.layers, recipe.layers.length - 1)} ends in ${ending}, but binary cross-entropy needs numbers between 0 and 1: choose sigmoid or softmax.`
		})
	if (recipe.optimizer.kind === 'sgd' && recipe.optimizer.nesterov && recipe.optimizer.momentum === 0)
		problems.push({
			path: ['optimizer', 'nesterov'],
			sentence: 'Nesterov looks ahead by the momentum, which is 0: give a momentum such as 0.9, or switch Nesterov off.'
		})
	const refusal = recipe.engine === 'graph' ? refuseGraph(recipe.layers) : null
	if (refusal)
		problems.push({
			path: ['engine'],
			sentence: `This cannot be trained by the graph engine: ${refusal}. Choose the fastest engine that can, or layers.`
		})
	const all = parametersOf(recipe)
	if (recipe.committee > 1 && all > mostParameters)
		problems.push({
			path: ['committee'],
			sentence: `${recipe.committee} networks have ${count(all)} parameters; more than ${count(mostParameters)} do not fit this lab. Use fewer networks or smaller ones.`
		})
	const gigabytes = trainingBytes(recipe) / 1e9
	if (gigabytes > 4)
		problems.push({
			path: ['batchSize'],
			sentence: `A batch of ${plural(recipe.batchSize, 'image')} needs about ${count(gigabytes)} GB while this network learns; up to 4 are allowed here. Use a smaller batch size or a smaller network.`
		})
	const { training, validation } = split(recipe)
	if (training < 1)
		problems.push({
			path: ['validation', 'share'],
			sentence: `A validation share of ${recipe.validation.share} leaves no image to train on: make it smaller.`
		})
	if (validation === 0 && recipe.earlyStopping.kind === 'patience')
		problems.push({
			path: ['earlyStopping'],
			sentence:
				'Early stopping watches the validation loss, but no image is kept for validation: give a share such as 0.2.'
		})
	if (validation === 0 && recipe.judge === 'best')
		problems.push({
			path: ['judge'],
			sentence:
				'The best epoch is the one with the lowest validation loss, but no image is kept for validation: give a share such as 0.2.'
		})
	return problems
}

/**
 * Bytes that the outputs of all layers take while a batch is learned from, roughly: float32, held for the gradient and
 * as gradients, of all networks side by side. Recurrent layers hold their gates for every step. Evaluation takes 500 images at a time, once.
 */
function trainingBytes({ layers, batchSize, committee }: Recipe): number {
	const { rows } = describe(layers)
	const numbers = rows.reduce((sum, { kind, output }, place) => {
		const size = output.reduce((product, side) => product * side, 1)
		const steps = rows[place - 1]?.output[0] ?? 1
		const isRecurrent = kind === 'lstm' || kind === 'gru' || kind === 'simpleRnn'
		return sum + (isRecurrent ? 4 * steps * (output.at(-1) ?? 0) : size)
	}, 0)
	return 4 * committee * numbers * Math.max(3 * batchSize, 500)
}

/** How many images a recipe trains on and how many it validates on; Keras's rule: floor(count × (1 − share)) train. */
export function split(recipe: Pick<Recipe, 'data' | 'validation'>): { training: number; validation: number } {
	const count = recipe.data.limit ?? dataSets[recipe.data.set].training
	const training = Math.floor(count * (1 - recipe.validation.share))
	return { training, validation: count - training }
}
