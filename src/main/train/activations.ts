import type { Layer } from '../../shared/layers.ts'
import { layerNames } from '../../shared/network.ts'
import type { NamedTensor } from '../../shared/tensors.ts'
import type { OpenNetwork } from './open-network.ts'
import { tf, type Tensor, type TfLayer } from './tf.ts'

/**
 * What a picture of a byte a pixel becomes: the input from 0 to 1, then the output of each layer, without the batch. A
 * recurrent layer that hands on its last state alone is followed by its state after every row: "lstm/steps".
 */
export function activations(network: OpenNetwork, pixels: Uint8Array): NamedTensor[] {
	const { layers, rows, built } = network
	const names = layerNames(rows)
	const tensors: NamedTensor[] = []
	tf.tidy(() => {
		const input = network.input(pixels)
		const values = [input, ...network.every(input)]
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
}

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
