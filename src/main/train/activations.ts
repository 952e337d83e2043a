import type { Layer } from '../../shared/layers.ts'
import { describe, inputShape, layerNames } from '../../shared/network.ts'
import type { NamedTensor } from '../../shared/tensors.ts'
import type { Weight } from './initial.ts'
import { buildModel } from './model.ts'
import { tf, type Tensor, type TfLayer } from './tf.ts'

/** A network that images are sent through to see what every layer makes of them. */
export interface OpenNetwork {
	/**
	 * What a picture of 784 bytes becomes: the input from 0 to 1, then the output of each layer, without the batch. A
	 * recurrent layer that hands on its last state alone is followed by its state after every row: "lstm/steps".
	 */
	activations(pixels: Uint8Array): NamedTensor[]
	close(): void
}

/**
 * Opens a network on tfjs's own JavaScript backend: two threads that compute eagerly with the native library crash the
 * process, and one image at a time asks for no speed.
 */
export async function openNetwork(layers: readonly Layer[], weights: readonly Weight[]): Promise<OpenNetwork> {
	// or it recommends the native library, on the console
	tf.enableProdMode()
	if (!(await tf.setBackend('cpu'))) throw new Error('tfjs has no JavaScript backend here')
	const model = buildModel(layers, weights)
	const [, ...built] = model.layers
	const outputs = built.map((layer) => layer.output as (typeof model.inputs)[number])
	const every = tf.model({ inputs: model.inputs, outputs })
	const names = layerNames(describe(layers).rows)
	const shape = inputShape(layers)

	return {
		activations(pixels) {
			const tensors: NamedTensor[] = []
			tf.tidy(() => {
				const input = tf.tensor(Float32Array.from(pixels, byteToShare), [1, ...shape])
				const said = every.apply(input, { training: false }) as Tensor | Tensor[]
				const values = [input, ...(Array.isArray(said) ? said : [said])]
				for (const [place, value] of values.entries()) {
					const name = names[place] ?? ''
					const layer = built[place - 1]
					const before = values[place - 1]
					tensors.push(plain(name, value))
					if (layer && before && givesLastOnly(layers[place - 1]))
						tensors.push(plain(`${name}/steps`, everyStep(layer, before)))
				}
			})
			return tensors
		},
		// `every` has no layers of its own
		close: () => void model.dispose()
	}
}

const byteToShare = (byte: number) => byte / 255

const plain = (name: string, value: Tensor): NamedTensor => ({
	name,
	shape: value.shape.slice(1),
	values: value.dataSync() as Float32Array
})

const givesLastOnly = (layer: Layer | undefined) =>
	layer !== undefined && 'returnSequences' in layer && !layer.returnSequences

/** The states of a recurrent layer after each row: the layer with its own weights, asked for all that it goes through. */
function everyStep(layer: TfLayer, input: Tensor): Tensor {
	const recurrent = layer as TfLayer & { returnSequences: boolean }
	recurrent.returnSequences = true
	try {
		return recurrent.apply(input, { training: false }) as Tensor
	} finally {
		recurrent.returnSequences = false
	}
}
