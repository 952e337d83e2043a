import { factsOf, mnistId, total } from './dataset.ts'
import { refuseGraph } from './engine.ts'
import { count, plural } from './format.ts'
import type { Layer } from './layers.ts'
import { describe, parametersOf, sayShape } from './network.ts'
import type { Recipe } from './recipe.ts'
import { subsetSizes, type Subset } from './subset.ts'

/** What is wrong with a recipe and where: `path` leads to the field, the sentence says what to do. */
export interface RecipeProblem {
	path: (string | number)[]
	sentence: string
}

/** As many numbers as the networks of a run may hold. */
const mostParameters = 50_000_000

/** "Layer 2 (conv2d)": layers are counted from 1, as a person counts. */
const nameLayer = (layers: readonly Layer[], index: number) => `Layer ${index + 1} (${layers[index]?.kind ?? 'none'})`

/** Refuses layers that do not fit on each other, and a network that does not end in a number for each class. */
export function checkNetwork({ layers, data }: Pick<Recipe, 'layers' | 'data'>): RecipeProblem[] {
	const { image, classes } = factsOf(data)
	const { rows, parameters, problem } = describe(layers, image)
	if (problem)
		return [{ path: ['layers', problem.layer], sentence: `${nameLayer(layers, problem.layer)} ${problem.sentence}` }]
	const last = layers.length - 1
	const output = rows.at(-1)?.output ?? []
	if (output.length !== 1 || output[0] !== classes.length)
		return [
			{
				path: ['layers', last],
				sentence: `${nameLayer(layers, last)} ends in ${sayShape(output)}, but ${factsOf(data).name} has ${classes.length} classes: end with a dense layer of ${classes.length} neurons.`
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

/** Refuses a data set that is not described, and parts of one that are not there. */
export function checkData(data: Recipe['data']): RecipeProblem[] {
	const problem = (field: string, sentence: string): RecipeProblem => ({ path: ['data', field], sentence })
	if ((data.set === mnistId) !== (data.of === undefined))
		return [
			problem(
				'set',
				data.of
					? 'MNIST is known to every lab: leave its description ("of") out.'
					: `The recipe names the data set "${data.set}" but does not say what it is. Start from a form or a run that uses it, or give "lab train" the flag --data ${data.set}.`
			)
		]
	const facts = factsOf(data)
	if (facts.training.length !== facts.classes.length || facts.test.length !== facts.classes.length)
		return [problem('of', `${facts.name} has ${facts.classes.length} classes, but not as many counts of images.`)]
	const all = total(facts.training)
	if (data.limit !== null && data.limit > all)
		return [
			problem('limit', `${facts.name} has ${count(all)} training images: use at most so many, or leave it empty.`)
		]
	const { classes = [] } = data
	const wrong = classes.find((label, place) => label >= facts.classes.length || label <= (classes[place - 1] ?? -1))
	if (wrong !== undefined)
		return [
			problem(
				'classes',
				`Classes are chosen by their numbers from 0 to ${facts.classes.length - 1}, each once and in rising order; ${wrong} is not.`
			)
		]
	if (subsetSizes(data).test === 0) return [problem('classes', `${facts.name} has no test image of these classes.`)]
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
			sentence: `${nameLayer(recipe.layers, recipe.layers.length - 1)} ends in ${ending}, but categorical cross-entropy needs a probability for each class: choose softmax, or another loss.`
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
	const all = parametersOf(recipe, factsOf(recipe.data).image)
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
function trainingBytes({ layers, batchSize, committee, data }: Recipe): number {
	const { rows } = describe(layers, factsOf(data).image)
	const numbers = rows.reduce((sum, { kind, output }, place) => {
		const size = output.reduce((product, side) => product * side, 1)
		const steps = rows[place - 1]?.output[0] ?? 1
		const isRecurrent = kind === 'lstm' || kind === 'gru' || kind === 'simpleRnn'
		return sum + (isRecurrent ? 4 * steps * (output.at(-1) ?? 0) : size)
	}, 0)
	return 4 * committee * numbers * Math.max(3 * batchSize, 500)
}

/** How many images a recipe trains on and how many it validates on; Keras's rule: floor(count × (1 − share)) train. */
export function split(recipe: { data: Subset; validation: Recipe['validation'] }): {
	training: number
	validation: number
} {
	const count = subsetSizes(recipe.data).training
	const training = Math.floor(count * (1 - recipe.validation.share))
	return { training, validation: count - training }
}
