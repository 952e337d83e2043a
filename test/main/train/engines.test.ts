import { beforeAll, describe, expect, test } from 'vitest'
import { openBackend } from '../../../src/main/train/backend.ts'
import type { RecipeInput } from '../../../src/shared/recipe.ts'
import { expectAgreement, limits } from './engines-agree.ts'

// The graph engine against the layers engine, which agreement.test.ts holds against Keras: from the same weights and the
// same batches both come to the same losses, weights and optimizer states within what float32 rounds.

beforeAll(async () => {
	expect(await openBackend('native')).toMatchObject({ kind: 'native' })
})

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

	// the graph engine keeps large kernels in pieces, and shares the pixels out before the first (pieces.ts)
	const wide = { kind: 'dense', units: 100, activation: 'tanh' } as const
	const wider: RecipeInput['layers'] = [{ ...wide, units: 400 }, { ...wide, units: 340 }, output]
	test.each<[string, Partial<RecipeInput>]>([
		['SGD', {}],
		['Adam', { layers: [{ ...wide, units: 200 }, output], optimizer: { kind: 'adam' }, learningRate: 0.002 }],
		['a wider one behind it', { layers: wider, averaging: 0.9 }]
	])('with a wide first layer and %s', (_, more) =>
		expectAgreement({ layers: [wide, hidden, output], learningRate: 0.05, ...more })
	)
	test.each<[string, Partial<RecipeInput>]>([
		['no bias', { layers: [{ ...wide, useBias: false }, output] }],
		['a layer before it that only reshapes', { layers: [flat, { ...wide, activation: 'softmax' }, output] }],
		['momentum', { optimizer: { kind: 'sgd', momentum: 0.9 }, learningRate: 0.02 }],
		['RMSprop, centered', { optimizer: { kind: 'rmsprop', centered: true }, learningRate: 0.001 }],
		['Adagrad', { optimizer: { kind: 'adagrad' } }],
		['an L2 penalty and averaged weights', { l2: 0.01, averaging: 0.9 }],
		['a last batch that is not full', { batchSize: 48 }]
	])('with a wide first layer and %s, for ten steps', (_, more) =>
		expectAgreement({ layers: [wide, hidden, output], learningRate: 0.05, ...more }, limits.slice(0, 2))
	)

	// of 160 images: halves that differ by one, with a rest of 28 or none; a rest of one, which has no halves; a batch of one
	test.each([33, 5, 53, 1])('in batches of %i', (batchSize) => {
		expectAgreement({ layers: [wide, hidden, output], batchSize, learningRate: 0.05 }, limits.slice(0, 2))
		const convolutional: RecipeInput['layers'] = [small, pool, flat, hidden, output]
		expectAgreement({ layers: convolutional, batchSize, learningRate: 0.05 }, limits.slice(0, 2))
	})

	test('with a schedule and a last batch that is not full', () =>
		expectAgreement({
			layers: [hidden, output],
			batchSize: 48,
			schedule: { kind: 'oneCycle' },
			learningRate: 0.1
		}))
})
