import { z } from 'zod'
import { choice, flag, kind, real, whole } from './field.ts'

const activations = {
	linear: 'linear',
	relu: 'ReLU',
	sigmoid: 'sigmoid',
	tanh: 'tanh',
	softmax: 'softmax',
	elu: 'ELU',
	gelu: 'GELU'
} as const

export type Activation = keyof typeof activations

const activation = (fallback: Activation) =>
	choice(activations, fallback, {
		title: 'activation',
		description:
			'The function every neuron applies to its sum; without one (linear), stacked layers can do no more than a single one.'
	})

const bias = flag(true, {
	title: 'bias',
	description:
		'A number each neuron adds to its sum, learned like the weights; needless just before batch normalization.'
})

const units = whole(1, 8192, 64, {
	title: 'neurons',
	description:
		'More neurons can learn finer distinctions, take longer, and find it easier to learn the images by heart.'
})

const recurrentUnits = whole(1, 1024, 64, {
	title: 'units',
	description: 'How many numbers the layer remembers from one row of the image to the next.'
})

const returnSequences = flag(false, {
	title: 'every step',
	description:
		'Hand on the state after every row, which a following recurrent layer needs, instead of only the last one.'
})

const recurrent = <const K extends 'lstm' | 'gru' | 'simpleRnn'>(name: K, title: string, description: string) =>
	z.strictObject({
		kind: kind(name, { title, description }),
		units: recurrentUnits,
		activation: activation('tanh'),
		returnSequences
	})

/** Every layer a network can be built from, with the defaults Keras gives it. */
export const layerSchema = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: kind('dense', {
			title: 'Dense',
			description: 'Every neuron sees every output of the layer before: a weighted sum, a bias, an activation.'
		}),
		units,
		activation: activation('relu'),
		useBias: bias
	}),
	z.strictObject({
		kind: kind('dropout', {
			title: 'Dropout',
			description:
				'Switches off a random share of the values in every training step, so that no neuron can rely on a particular other one. It slows training and often helps on new images.'
		}),
		rate: real(0, 0.95, 0.3, { title: 'rate', description: 'The share of values switched off in each training step.' })
	}),
	z.strictObject({
		kind: kind('conv2d', {
			title: 'Convolution',
			description:
				'Small filters slide over the image; each looks for one pattern everywhere, so a stroke is found wherever it lies.'
		}),
		filters: whole(1, 1024, 32, { title: 'filters', description: 'How many different patterns the layer looks for.' }),
		kernelSize: whole(1, 28, 3, {
			title: 'kernel',
			description: 'The side of the square a filter looks at, in pixels of its input.'
		}),
		strides: whole(1, 28, 1, { title: 'stride', description: 'How many pixels the filter moves at a time.' }),
		padding: choice({ valid: 'valid', same: 'same' }, 'valid', {
			title: 'padding',
			description: 'valid: the filter stays inside and the picture shrinks; same: zeros around the edge keep its size.'
		}),
		activation: activation('relu'),
		useBias: bias
	}),
	z.strictObject({
		kind: kind('maxPool2d', {
			title: 'Max pooling',
			description:
				'Keeps the largest value of every small square: a smaller picture that cares less where a stroke lies.'
		}),
		poolSize: whole(2, 28, 2, { title: 'pool', description: 'The side of the square of which one value is kept.' })
	}),
	z.strictObject({
		kind: kind('averagePool2d', {
			title: 'Average pooling',
			description: 'Keeps the mean of every small square: a smaller, softer picture.'
		}),
		poolSize: whole(2, 28, 2, { title: 'pool', description: 'The side of the square whose mean is kept.' })
	}),
	z.strictObject({
		kind: kind('globalAveragePool2d', {
			title: 'Global average pooling',
			description:
				'The mean of every channel: how much of its pattern there is, wherever. It takes the place of flatten and needs no weights.'
		})
	}),
	z.strictObject({
		kind: kind('flatten', {
			title: 'Flatten',
			description: 'Lays a picture out as one row of numbers, which is what a dense layer reads.'
		})
	}),
	z.strictObject({
		kind: kind('activation', {
			title: 'Activation',
			description: 'An activation on its own, for layers that are linear themselves: after a batch normalization, say.'
		}),
		activation: activation('relu')
	}),
	z.strictObject({
		kind: kind('batchNorm', {
			title: 'Batch normalization',
			description: 'Shifts and scales every channel to mean 0 and variance 1 within the batch, which steadies training.'
		}),
		momentum: real(0, 0.9999, 0.99, {
			title: 'momentum',
			description: 'How slowly the averages used after training follow the batches.'
		}),
		epsilon: real(1e-7, 0.1, 0.001, { title: 'epsilon', description: 'Keeps the division away from zero.' })
	}),
	recurrent(
		'lstm',
		'LSTM',
		'Reads the image row by row and remembers, with gates that decide what to keep and forget.'
	),
	recurrent('gru', 'GRU', 'Reads the image row by row like the LSTM, with fewer gates and fewer weights.'),
	recurrent(
		'simpleRnn',
		'Simple RNN',
		'Reads the image row by row and mixes each row with what it remembers. No gates.'
	)
])

export type Layer = z.infer<typeof layerSchema>
export type LayerKind = Layer['kind']
