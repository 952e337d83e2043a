import type { Layer } from '../../shared/layers.ts'
import { inputShape, type Shape } from '../../shared/network.ts'
import type { Weight } from './initial.ts'
import { tf, type LayersModel, type TfLayer } from './tf.ts'

/** A network of the recipe's layers with the given weights, in `initialWeights`'s order, for images of this shape. Dispose it when done. */
export function buildModel(layers: readonly Layer[], weights: readonly Weight[], image: Shape): LayersModel {
	const input = tf.input({ shape: [...inputShape(layers, image)] })
	const output = layers.reduce((tensor, layer) => layerOf(layer).apply(tensor) as typeof input, input)
	const model = tf.model({ inputs: input, outputs: output })
	writeWeights(model, weights)
	return model
}

/** Puts `weights` (kept layer by layer) into the model, which keeps the trained ones before the followed ones. */
export function writeWeights(model: LayersModel, weights: readonly Weight[]): void {
	const all = model.layers.flatMap((layer) => layer.weights)
	if (all.length !== weights.length) throw new Error(`${weights.length} weights for a model of ${all.length}`)
	tf.tidy(() => {
		for (const [place, weight] of weights.entries()) all[place]?.write(tf.tensor(weight.values, [...weight.shape]))
	})
}

/** The model's weights as they stand now, copied, under the names and in the order of `like`. */
export function readWeights(model: LayersModel, like: readonly Weight[]): Weight[] {
	const all = model.layers.flatMap((layer) => layer.weights)
	return like.map(({ name, shape }, place) => ({
		name,
		shape,
		values: (all[place]?.read().dataSync() ?? new Float32Array()).slice() as Float32Array
	}))
}

/** All kernels start at zero here: `initialWeights` gives the real ones, the same for every engine. */
const zeros = { kernelInitializer: 'zeros', biasInitializer: 'zeros' } as const

function layerOf(layer: Layer): TfLayer {
	switch (layer.kind) {
		case 'dense':
			return tf.layers.dense({
				units: layer.units,
				activation: layer.activation,
				useBias: layer.useBias,
				...zeros
			})
		case 'dropout':
			return tf.layers.dropout({ rate: layer.rate })
		case 'conv2d':
			return tf.layers.conv2d({
				filters: layer.filters,
				kernelSize: layer.kernelSize,
				strides: layer.strides,
				padding: layer.padding,
				activation: layer.activation,
				useBias: layer.useBias,
				...zeros
			})
		case 'maxPool2d':
			return tf.layers.maxPooling2d({ poolSize: layer.poolSize, strides: layer.poolSize })
		case 'averagePool2d':
			return tf.layers.averagePooling2d({ poolSize: layer.poolSize, strides: layer.poolSize })
		case 'globalAveragePool2d':
			return tf.layers.globalAveragePooling2d({ dataFormat: 'channelsLast' })
		case 'activation':
			return tf.layers.activation({ activation: layer.activation })
		case 'flatten':
			return tf.layers.flatten()
		case 'batchNorm':
			return tf.layers.batchNormalization({ momentum: layer.momentum, epsilon: layer.epsilon })
		case 'lstm':
			return tf.layers.lstm({ ...recurrent(layer), recurrentActivation: 'sigmoid', unitForgetBias: false })
		case 'gru':
			return tf.layers.gru({ ...recurrent(layer), recurrentActivation: 'sigmoid' })
		case 'simpleRnn':
			return tf.layers.simpleRNN(recurrent(layer))
	}
}

function recurrent(layer: Extract<Layer, { kind: 'lstm' | 'gru' | 'simpleRnn' }>) {
	return {
		units: layer.units,
		activation: layer.activation as 'tanh',
		returnSequences: layer.returnSequences,
		recurrentInitializer: 'zeros',
		...zeros
	} as const
}
