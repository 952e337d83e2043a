import { tmpdir } from 'node:os'
import { beforeAll, describe, expect, test } from 'vitest'
import { splitImages } from '../../../src/main/data/split.ts'
import { openBackend } from '../../../src/main/train/backend.ts'
import { committee } from '../../../src/main/train/committee.ts'
import { epochOf } from '../../../src/main/train/epoch.ts'
import { openGraph } from '../../../src/main/train/graph-engine.ts'
import { initialWeights, type Weight } from '../../../src/main/train/initial.ts'
import { openLayers } from '../../../src/main/train/layers-engine.ts'
import type { OpenLearner } from '../../../src/main/train/learner.ts'
import { recipeSchema, type Recipe, type RecipeInput } from '../../../src/shared/recipe.ts'
import type { NamedTensor } from '../../../src/shared/tensors.ts'
import { mnist } from '../../../src/shared/dataset.ts'
import { blurredBars } from './blurred-bars.ts'

// The graph engine against the layers engine, which agreement.test.ts holds against Keras: from the same weights and the
// same batches both come to the same losses, weights and optimizer states within what float32 rounds.

beforeAll(async () => {
	expect(await openBackend('native')).toMatchObject({ kind: 'native' })
})

const data = blurredBars(200, 50)

/** Every call seems to take long, so that none takes more than a batch. */
let tick = 0
const slowClock = () => (tick += 1000)

interface Outcome {
	losses: number[]
	weights: Weight[]
	state: NamedTensor[]
	held: number
}

/** What stands after each of `counts` steps, the last of them at the end. */
function learn(open: OpenLearner, recipe: Recipe, counts: readonly number[]): Outcome[] {
	const { training, validation } = splitImages(recipe, () => undefined)
	const learner = open(recipe, data, initialWeights(recipe.layers, 1, mnist.image), null)
	const losses: number[] = []
	const outcomes: Outcome[] = []
	try {
		for (let number = 1; outcomes.length < counts.length; number++) {
			const epoch = epochOf(recipe, training, number)
			for (let batch = 0; batch < epoch.batches && outcomes.length < counts.length;) {
				const taken = learner.train(epoch, batch)
				losses.push(taken.loss / taken.images)
				batch += taken.batches
				if (losses.length !== counts[outcomes.length]) continue
				const held = learner.judge(data.training, validation, { aborted: false })?.loss ?? NaN
				outcomes.push({ losses: [...losses], weights: learner.weights(), state: learner.state(), held })
			}
		}
		return outcomes
	} finally {
		learner.close()
	}
}

const graph = committee(openGraph(slowClock, tmpdir()))

/** How far two lists are apart, as a share of their length (Euclidean). */
function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
	let [difference, size] = [0, 0]
	for (let place = 0; place < Math.max(a.length, b.length); place++) {
		difference += ((a[place] ?? NaN) - (b[place] ?? NaN)) ** 2
		size += (b[place] ?? NaN) ** 2
	}
	return Math.sqrt(difference / Math.max(size, 1e-12))
}

/** How far the engines may be apart after so many steps: rounding grows from step to step. */
const limits = [
	[1, 3e-5],
	[10, 1e-4],
	[100, 2e-3]
] as const
function expectAgreement(input: RecipeInput, within: readonly (readonly [number, number])[] = limits) {
	const counts = within.map(([steps]) => steps)
	const recipe = recipeSchema.parse({
		data: { limit: 200 },
		validation: { share: 0.2 },
		batchSize: 32,
		epochs: 40,
		...input
	})
	const [references, outcomes] = [learn(openLayers, recipe, counts), learn(graph, recipe, counts)]
	for (const [place, [steps, limit]] of within.entries()) {
		const [found, reference] = [outcomes[place], references[place]]
		if (!found || !reference) throw new Error(`nothing after ${steps} steps`)
		expect(apart(found.losses, reference.losses), `losses of ${steps} steps`).toBeLessThan(limit)
		expect(apart([found.held], [reference.held]), `validation after ${steps} steps`).toBeLessThan(limit)
		for (const [place, { name, values }] of reference.weights.entries())
			expect(apart(found.weights[place]?.values ?? [], values), `${name} after ${steps} steps`).toBeLessThan(limit)
		expect(found.state.map(({ name }) => name).sort()).toEqual(reference.state.map(({ name }) => name).sort())
		for (const { name, values } of reference.state) {
			const own = found.state.find((one) => one.name === name)?.values ?? []
			expect(apart(own, values), `state ${name} after ${steps} steps`).toBeLessThan(5 * limit)
		}
	}
}

const output = { kind: 'dense', units: 10, activation: 'softmax' } as const
const hidden = { kind: 'dense', units: 16, activation: 'tanh' } as const
const small = { kind: 'conv2d', filters: 4, kernelSize: 5, strides: 2 } as const
const pool = { kind: 'maxPool2d' } as const
const flat = { kind: 'flatten' } as const

describe('both engines take the same steps', () => {
	test.each(['linear', 'relu', 'sigmoid', 'tanh', 'softmax', 'elu', 'gelu'] as const)(
		'with %s in a hidden layer',
		(activation) => expectAgreement({ layers: [{ kind: 'dense', units: 16, activation }, output], learningRate: 0.1 })
	)

	test.each<[string, RecipeInput['layers']]>([
		['a dense layer without bias', [{ ...hidden, useBias: false }, output]],
		['a convolution', [small, flat, output]],
		['a convolution that keeps the size', [{ ...small, padding: 'same', useBias: false }, flat, output]],
		['two convolutions with pooling', [small, pool, { ...small, kernelSize: 3, strides: 1 }, flat, output]],
		// a bias before it would have no slope but what is rounded
		[
			'batch normalization of pictures',
			[{ ...small, activation: 'linear', useBias: false }, { kind: 'batchNorm' }, flat, output]
		],
		['batch normalization of rows', [{ ...hidden, useBias: false }, { kind: 'batchNorm', momentum: 0.9 }, output]],
		['a pooling layer at first', [pool, flat, hidden, output]],
		['average pooling', [small, { kind: 'averagePool2d' }, flat, output]],
		['global average pooling', [{ ...small, filters: 12 }, { kind: 'globalAveragePool2d' }, output]],
		[
			'an activation of its own',
			[{ ...hidden, activation: 'linear' }, { kind: 'activation', activation: 'elu' }, output]
		]
	])('with %s', (_, layers) => expectAgreement({ layers, learningRate: 0.05 }))

	test.each<[string, RecipeInput['layers']]>([
		['an LSTM', [{ kind: 'lstm', units: 6 }, output]],
		['a GRU', [{ kind: 'gru', units: 6 }, output]],
		['a simple RNN', [{ kind: 'simpleRnn', units: 6, activation: 'relu' }, output]],
		[
			'an LSTM above one that gives every step',
			[{ kind: 'lstm', units: 5, returnSequences: true }, { kind: 'gru', units: 4 }, output]
		]
	])('with %s', (_, layers) =>
		// the layers engine needs a second for some of these steps
		expectAgreement({ layers, batchSize: 48, learningRate: 0.05 }, limits.slice(0, 2))
	)

	test.each<[string, RecipeInput['optimizer'], number]>([
		['SGD', { kind: 'sgd' }, 0.1],
		['momentum', { kind: 'sgd', momentum: 0.9 }, 0.02],
		['Nesterov', { kind: 'sgd', momentum: 0.9, nesterov: true }, 0.02],
		['RMSprop', { kind: 'rmsprop' }, 0.001],
		['RMSprop, centered, with momentum', { kind: 'rmsprop', centered: true, momentum: 0.5 }, 0.001],
		['Adam', { kind: 'adam' }, 0.002],
		['Adagrad', { kind: 'adagrad' }, 0.05],
		['Adadelta', { kind: 'adadelta' }, 1]
	])('with %s', (_, optimizer, learningRate) =>
		expectAgreement({ layers: [hidden, output], ...(optimizer && { optimizer }), learningRate })
	)

	test.each<[RecipeInput['loss'], 'softmax' | 'sigmoid' | 'linear']>([
		['categoricalCrossentropy', 'softmax'],
		['binaryCrossentropy', 'softmax'],
		['binaryCrossentropy', 'sigmoid'],
		['meanSquaredError', 'softmax'],
		['meanSquaredError', 'linear']
	])('with %s after %s', (loss, activation) =>
		expectAgreement({ layers: [hidden, { ...output, activation }], ...(loss && { loss }), learningRate: 0.05 })
	)

	test.each<[string, Partial<RecipeInput>]>([
		['an L2 penalty', { l2: 0.01 }],
		['label smoothing', { labelSmoothing: 0.1 }],
		['label smoothing and binary cross-entropy', { labelSmoothing: 0.1, loss: 'binaryCrossentropy' }],
		['averaged weights', { averaging: 0.9, optimizer: { kind: 'adam' }, learningRate: 0.002 }]
	])('with %s', (_, more) => expectAgreement({ layers: [hidden, output], learningRate: 0.05, ...more }))

	// its kernel is kept in pieces by the graph engine (first-product.ts)
	const wide = { kind: 'dense', units: 100, activation: 'tanh' } as const
	test.each<[string, Partial<RecipeInput>]>([
		['SGD', {}],
		['no bias', { layers: [{ ...wide, useBias: false }, output] }],
		['a layer before it that only reshapes', { layers: [flat, { ...wide, activation: 'softmax' }, output] }],
		['momentum', { optimizer: { kind: 'sgd', momentum: 0.9 }, learningRate: 0.02 }],
		['RMSprop, centered', { optimizer: { kind: 'rmsprop', centered: true }, learningRate: 0.001 }],
		['Adagrad', { optimizer: { kind: 'adagrad' } }],
		['an L2 penalty and averaged weights', { l2: 0.01, averaging: 0.9 }],
		['a last batch that is not full', { batchSize: 48 }]
	])('with a wide first layer and %s', (_, more) =>
		expectAgreement({ layers: [wide, hidden, output], learningRate: 0.05, ...more })
	)

	test('with a schedule and a last batch that is not full', () =>
		expectAgreement({
			layers: [hidden, output],
			batchSize: 48,
			schedule: { kind: 'oneCycle' },
			learningRate: 0.1
		}))
})
