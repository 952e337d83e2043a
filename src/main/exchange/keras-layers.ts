import type { Layer } from '../../shared/layers.ts'
import type { Recipe } from '../../shared/recipe.ts'

/** A layer in the words of Keras, which TensorFlow.js reads as well. */
export interface KerasLayer {
	/** "Conv2D" */
	className: string
	/** Of all layers of its class in the network, from 1: "conv2d_1". */
	name: string
	/** Where its weights lie in a .keras file: "conv2d" for the first of its class, "conv2d_1" for the second. */
	group: string
	/** What differs from Keras's defaults or should not depend on them. */
	config: Record<string, unknown>
}

/** What a model is made of: layers, and how many networks of them there are. */
export type Networks = Pick<Recipe, 'layers' | 'committee'>

/**
 * The layers as Keras's configurations, in their order; of a committee the first layer of every network, then the second
 * of every network, which is how Keras orders them in its files.
 */
export function kerasLayers({ layers, committee }: Networks): KerasLayer[] {
	const seen = new Map<string, number>()
	const all = layers.flatMap((layer) => Array<Layer>(committee).fill(layer))
	return all.map((layer) => {
		const [className, base, config] = kerasLayer(layer)
		const number = (seen.get(base) ?? 0) + 1
		seen.set(base, number)
		const name = `${base}_${number}`
		return { className, name, group: number === 1 ? base : `${base}_${number - 1}`, config: { name, ...config } }
	})
}

/** "2-dense/kernel@3", as weights are kept, → the third network's second layer among `kerasLayers`, and "kernel". */
export function placeOf(weight: string, committee: number): { layer: number; weight: string } {
	const [path = '', network = '1'] = weight.split('@')
	const [place = '', name = ''] = path.split('/')
	return { layer: (Number.parseInt(place) - 1) * committee + Number.parseInt(network) - 1, weight: name }
}

const square = (side: number) => [side, side]

/** Keras's class, its name in names, and the settings. */
function kerasLayer(layer: Layer): [className: string, base: string, config: Record<string, unknown>] {
	switch (layer.kind) {
		case 'dense': {
			const { units, activation, useBias } = layer
			return ['Dense', 'dense', { units, activation, use_bias: useBias }]
		}
		case 'dropout':
			return ['Dropout', 'dropout', { rate: layer.rate }]
		case 'conv2d': {
			const { filters, kernelSize, strides, padding, activation, useBias } = layer
			const sides = { kernel_size: square(kernelSize), strides: square(strides), dilation_rate: square(1) }
			return [
				'Conv2D',
				'conv2d',
				{ filters, ...sides, padding, data_format: 'channels_last', activation, use_bias: useBias }
			]
		}
		case 'maxPool2d':
			return ['MaxPooling2D', 'max_pooling2d', pooling(layer.poolSize)]
		case 'averagePool2d':
			return ['AveragePooling2D', 'average_pooling2d', pooling(layer.poolSize)]
		case 'globalAveragePool2d':
			return ['GlobalAveragePooling2D', 'global_average_pooling2d', { data_format: 'channels_last' }]
		case 'activation':
			return ['Activation', 'activation', { activation: layer.activation }]
		case 'flatten':
			return ['Flatten', 'flatten', { data_format: 'channels_last' }]
		case 'batchNorm': {
			const { momentum, epsilon } = layer
			return ['BatchNormalization', 'batch_normalization', { axis: -1, momentum, epsilon, center: true, scale: true }]
		}
		case 'lstm':
			return ['LSTM', 'lstm', { ...recurrent(layer), recurrent_activation: 'sigmoid', unit_forget_bias: true }]
		case 'gru':
			// TensorFlow.js has the first GRU alone, which resets before it multiplies
			return ['GRU', 'gru', { ...recurrent(layer), recurrent_activation: 'sigmoid', reset_after: false }]
		case 'simpleRnn':
			return ['SimpleRNN', 'simple_rnn', recurrent(layer)]
	}
}

const pooling = (side: number) => ({
	pool_size: square(side),
	strides: square(side),
	padding: 'valid',
	data_format: 'channels_last'
})

const recurrent = (layer: { units: number; activation: string; returnSequences: boolean }) => ({
	units: layer.units,
	activation: layer.activation,
	use_bias: true,
	return_sequences: layer.returnSequences
})
