import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { Labelled } from '../../../src/main/data/mnist.ts'
import { openBackend } from '../../../src/main/train/backend.ts'
import { takeBatch } from '../../../src/main/train/batches.ts'
import { evaluate } from '../../../src/main/train/evaluate.ts'
import { initialWeights, type Weight } from '../../../src/main/train/initial.ts'
import { buildModel } from '../../../src/main/train/model.ts'
import { random } from '../../../src/main/train/random.ts'
import { trainer } from '../../../src/main/train/step.ts'
import { describe as describeNetwork, inputShape } from '../../../src/shared/network.ts'
import { recipeSchema, type RecipeInput } from '../../../src/shared/recipe.ts'
import { mnist } from '../../../src/shared/dataset.ts'

// The training core against Keras 3.15 on TensorFlow 2.21, from the same weights and images: test/reference/keras_numbers.py
// made keras.json and says the formulas that both sides fill weights, images and labels with.

interface Numbers {
	parameters: number
	outputs: number[][]
	before: number[]
	losses: number[]
	after: number[]
}
const keras = JSON.parse(readFileSync(new URL('../../reference/keras.json', import.meta.url), 'utf8')) as {
	networks: Record<string, Numbers>
	optimizers: Record<string, Numbers>
	losses: Record<string, Numbers>
}

const count = 12
const data: Labelled = {
	images: {
		count,
		height: 28,
		width: 28,
		pixels: Uint8Array.from({ length: count * 784 }, (_, i) => (i * 37 + Math.floor(i / 784) * 91) % 256)
	},
	labels: Uint8Array.from({ length: count }, (_, i) => (i * 7) % 10)
}
const places = Uint32Array.from({ length: count }, (_, i) => i)

function filled(weights: Weight[]): Weight[] {
	let layer = ''
	let place = 0
	return weights.map((weight) => {
		const [of = '', name = ''] = weight.name.split('/')
		place = of === layer ? place + 1 : 0
		layer = of
		const still = { gamma: 1, moving_variance: 1, beta: 0, moving_mean: 0, bias: 0 }[name]
		const shift = place + 1
		return { ...weight, values: weight.values.map((_, n) => still ?? Math.sin(n * 0.7 + shift) * 0.1) }
	})
}

function run(input: RecipeInput) {
	const recipe = recipeSchema.parse(input)
	const model = buildModel(recipe.layers, filled(initialWeights(recipe.layers, 1, mnist.image)), mnist.image)
	const step = trainer(model, recipe)
	const look = () => {
		const judged = evaluate(model, recipe, data, places, { aborted: false })
		return Array.from(judged?.probabilities.subarray(0, 10) ?? [])
	}
	const before = look()
	const batch = () => takeBatch(data, places, inputShape(recipe.layers, mnist.image), 10)
	const losses = Array.from({ length: 5 }, () => step.take(batch, recipe.learningRate, random(1)).loss)
	const after = look()
	step.dispose()
	model.dispose()
	const { rows, parameters } = describeNetwork(recipe.layers, mnist.image)
	return { parameters, outputs: rows.slice(1).map(({ output }) => [...output]), before, losses, after }
}

function expectAgreement(ours: Numbers, theirs: Numbers | undefined, digits = 5) {
	if (!theirs) throw new Error('Keras has no numbers for this')
	expect(ours.parameters).toBe(theirs.parameters)
	expect(ours.outputs).toEqual(theirs.outputs)
	for (const part of ['before', 'losses', 'after'] as const)
		for (const [place, value] of ours[part].entries()) expect(value).toBeCloseTo(theirs[part][place] ?? NaN, digits)
}

const output = { kind: 'dense', units: 10, activation: 'softmax' } as const
const hidden = { kind: 'dense', units: 16, activation: 'tanh' } as const
const sgd = { optimizer: { kind: 'sgd' }, learningRate: 0.05 } as const

beforeAll(async () => {
	expect((await openBackend('native')).kind).toBe('native')
})

const activations = ['linear', 'relu', 'sigmoid', 'tanh', 'softmax', 'elu', 'gelu'] as const
test.each(activations)('a dense layer with %s learns as in Keras', (activation) => {
	const layers = [{ kind: 'dense', units: 16, activation } as const, output]
	expectAgreement(run({ layers, ...sgd }), keras.networks[`dense-${activation}`])
})

const networks: Record<string, { layers: RecipeInput['layers'] }> = {
	'conv-valid-pool': {
		layers: [{ kind: 'conv2d', filters: 4, kernelSize: 3 }, { kind: 'maxPool2d' }, { kind: 'flatten' }]
	},
	'conv-same-stride': {
		layers: [
			{ kind: 'conv2d', filters: 4, kernelSize: 5, strides: 2, padding: 'same', activation: 'linear', useBias: false },
			{ kind: 'flatten' }
		]
	},
	lstm: { layers: [{ kind: 'lstm', units: 8 }] },
	gru: { layers: [{ kind: 'gru', units: 8 }] },
	simpleRnn: { layers: [{ kind: 'simpleRnn', units: 8 }] },
	'lstm-lstm': {
		layers: [
			{ kind: 'lstm', units: 6, returnSequences: true },
			{ kind: 'lstm', units: 5 }
		]
	}
}
test.each(Object.keys(networks))('the network %s learns as in Keras', (name) => {
	const { layers = [] } = networks[name] ?? {}
	expectAgreement(run({ layers: [...layers, output], ...sgd }), keras.networks[name])
})

test('batch normalization learns as in Keras', () => {
	const conv = { kind: 'conv2d', filters: 4, kernelSize: 3, activation: 'linear', useBias: false } as const
	const layers = [conv, { kind: 'batchNorm' }, { kind: 'maxPool2d', poolSize: 3 }, { kind: 'flatten' }, output] as const
	// tfjs corrects the followed variance for the size of the batch, Keras 3 does not: alike to three digits after training
	expectAgreement(run({ layers: [...layers], ...sgd }), keras.networks['conv-batch-norm'], 3)
})

const optimizers: Record<string, Pick<RecipeInput, 'optimizer' | 'learningRate'>> = {
	sgd: { optimizer: { kind: 'sgd' }, learningRate: 0.05 },
	'sgd-momentum': { optimizer: { kind: 'sgd', momentum: 0.9 }, learningRate: 0.05 },
	'sgd-nesterov': { optimizer: { kind: 'sgd', momentum: 0.9, nesterov: true }, learningRate: 0.05 },
	rmsprop: { optimizer: { kind: 'rmsprop' }, learningRate: 0.001 },
	'rmsprop-centered': { optimizer: { kind: 'rmsprop', momentum: 0.5, centered: true }, learningRate: 0.001 },
	adam: { optimizer: { kind: 'adam' }, learningRate: 0.01 },
	adagrad: { optimizer: { kind: 'adagrad' }, learningRate: 0.05 },
	adadelta: { optimizer: { kind: 'adadelta' }, learningRate: 1 }
}
test.each(Object.keys(optimizers))('the optimizer %s takes the steps Keras takes', (name) => {
	expectAgreement(run({ layers: [hidden, output], ...optimizers[name] }), keras.optimizers[name])
})

test.each([
	['categoricalCrossentropy', 'categorical_crossentropy', 'softmax'],
	['binaryCrossentropy', 'binary_crossentropy', 'sigmoid'],
	['meanSquaredError', 'mean_squared_error', 'softmax']
] as const)('the loss %s is the one of Keras', (loss, name, activation) => {
	expectAgreement(run({ layers: [hidden, { ...output, activation }], ...sgd, loss }), keras.losses[name])
})
