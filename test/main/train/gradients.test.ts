import { tmpdir } from 'node:os'
import { beforeAll, expect, test } from 'vitest'
import type { DataSet, Labelled } from '../../../src/main/data/mnist.ts'
import { openBackend } from '../../../src/main/train/backend.ts'
import { committee } from '../../../src/main/train/committee.ts'
import { epochOf } from '../../../src/main/train/epoch.ts'
import { openGraph } from '../../../src/main/train/graph-engine.ts'
import { initialWeights } from '../../../src/main/train/initial.ts'
import { random } from '../../../src/main/train/random.ts'
import { recipeSchema, type RecipeInput } from '../../../src/shared/recipe.ts'
import { lossOfBatch } from './plain-network.ts'
import { mnist } from '../../../src/shared/dataset.ts'

// What one step of plain gradient descent with learning rate 1 takes off a weight is the slope of the loss: it is held
// against central differences of the loss in float64, computed by loops that share nothing with the engine.

beforeAll(async () => {
	expect(await openBackend('native')).toMatchObject({ kind: 'native' })
})

const images = 6
const source = random('gradients')
const batch: Labelled = {
	images: { count: 100, height: 28, width: 28, pixels: Uint8Array.from({ length: 78_400 }, () => 255 * source.next()) },
	labels: Uint8Array.from({ length: 100 }, (_, image) => image % 10)
}
const data: DataSet = { sha256: 'noise', training: batch, test: batch }

function expectSlopes(input: RecipeInput) {
	const recipe = recipeSchema.parse({
		data: { limit: 100 },
		validation: { share: 0 },
		batchSize: images,
		shuffle: false,
		optimizer: { kind: 'sgd' },
		learningRate: 1,
		...input
	})
	const draw = random('weights', JSON.stringify(input))
	// away from where everything is zero, or a slope might be right by chance
	const first = initialWeights(recipe.layers, 1, mnist.image).map((weight) => ({
		...weight,
		values: weight.values.map(
			(value) => value + (weight.name.endsWith('moving_variance') ? 0 : 0.2 * (draw.next() - 0.5))
		)
	}))
	const learner = committee(openGraph(() => performance.now(), tmpdir()))(recipe, data, first, null)
	learner.train(
		epochOf(
			recipe,
			Uint32Array.from({ length: images }, (_, n) => n),
			1
		),
		0
	)
	const after = learner.weights()
	learner.close()

	const pixels = Float64Array.from(batch.images.pixels.subarray(0, images * 784), (byte) => byte / 255)
	const labels = [...batch.labels.subarray(0, images)]
	const weights = first.map(({ values }) => Float64Array.from(values))
	const reach = 1e-5
	for (const [place, { name, values }] of first.entries()) {
		if (name.includes('/moving_')) continue
		for (let sample = 0; sample < 8; sample++) {
			const at = Math.floor(draw.next() * values.length)
			const loss = (shift: number) => {
				const moved = weights.map((one, n) => (n === place ? one.slice() : one))
				const own = moved[place]
				if (own) own[at] = (own[at] ?? 0) + shift
				return lossOfBatch(recipe, moved, pixels, labels)
			}
			const expected = (loss(reach) - loss(-reach)) / (2 * reach)
			const found = (values[at] ?? NaN) - (after[place]?.values[at] ?? NaN)
			// float32 holds a weight near 1 to 6e-8, and sums of hundreds of products to some 1e-6
			expect(Math.abs(found - expected), `${name}[${at}]: ${found} for ${expected}`).toBeLessThan(
				2e-5 + 2e-4 * Math.abs(expected)
			)
		}
	}
}

const output = { kind: 'dense', units: 10, activation: 'softmax' } as const
const conv = { kind: 'conv2d', filters: 2, kernelSize: 5, strides: 3, activation: 'tanh' } as const
const flat = { kind: 'flatten' } as const

test.each(['linear', 'relu', 'sigmoid', 'tanh', 'softmax', 'elu', 'gelu'] as const)(
	'the slopes of %s are right',
	(activation) => expectSlopes({ layers: [{ kind: 'dense', units: 5, activation }, output] })
)

test.each<[string, RecipeInput['layers']]>([
	['a convolution', [conv, flat, output]],
	['a convolution that keeps the size', [{ ...conv, padding: 'same', strides: 2, kernelSize: 4 }, flat, output]],
	['two convolutions', [conv, { ...conv, kernelSize: 3, strides: 1, activation: 'elu' }, flat, output]],
	['max pooling', [conv, { kind: 'maxPool2d' }, flat, output]],
	['average pooling', [conv, { kind: 'averagePool2d' }, flat, output]],
	['global average pooling', [{ ...conv, filters: 4 }, { kind: 'globalAveragePool2d' }, output]],
	[
		'batch normalization of pictures',
		[conv, { kind: 'batchNorm' }, { kind: 'activation', activation: 'relu' }, flat, output]
	],
	['batch normalization of rows', [{ kind: 'dense', units: 5 }, { kind: 'batchNorm' }, output]]
])('the slopes of %s are right', (_, layers) => expectSlopes({ layers }))

test.each<[string, Partial<RecipeInput>, 'softmax' | 'sigmoid' | 'linear']>([
	['binary cross-entropy after softmax', { loss: 'binaryCrossentropy' }, 'softmax'],
	['binary cross-entropy after sigmoid', { loss: 'binaryCrossentropy' }, 'sigmoid'],
	['mean squared error after softmax', { loss: 'meanSquaredError' }, 'softmax'],
	['mean squared error', { loss: 'meanSquaredError' }, 'linear'],
	['label smoothing', { labelSmoothing: 0.2 }, 'softmax'],
	['label smoothing and binary cross-entropy', { labelSmoothing: 0.2, loss: 'binaryCrossentropy' }, 'sigmoid'],
	['an L2 penalty', { l2: 0.1 }, 'softmax']
])('the slopes of %s are right', (_, more, activation) =>
	expectSlopes({
		layers: [
			{ kind: 'dense', units: 5, activation: 'tanh' },
			{ ...output, activation }
		],
		...more
	})
)
