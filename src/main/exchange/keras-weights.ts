import { kerasLayers, placeOf, type Networks } from './keras-layers.ts'
import type { TensorSpec } from './tfjs-model.ts'

/** A model and what it has learned: `bytes` are float32 values in the order of `spec`. */
export interface LearnedNetwork {
	networks: Networks
	spec: TensorSpec[]
	bytes: Uint8Array
}

/**
 * model.weights.h5 of a .keras file: a group a layer, in it "vars" with "0", "1" … in Keras's order, which is ours.
 * Takes a tenth of a second, most of it to start HDF5's library: for a thread of its own.
 */
export async function kerasWeights({ networks, spec, bytes }: LearnedNetwork): Promise<Uint8Array<ArrayBuffer>> {
	const { File, ready } = await import('h5wasm')
	const { FS } = await ready
	// a file in memory, HDF5's own, gone with the thread
	const file = new File('model.weights.h5', 'w')
	const all = file.create_group('layers')
	const places = kerasLayers(networks).map(({ className, name, group: path }) => {
		const layer = all.create_group(path)
		const own = layer.create_group('vars')
		own.create_attribute('name', name)
		// a recurrent layer leaves its weights to its cell
		return { group: isRecurrent(className) ? layer.create_group('cell').create_group('vars') : own, written: 0 }
	})
	file.create_group('vars')
	const values = new Float32Array(new Uint8Array(bytes).buffer)
	let place = 0
	for (const { name, shape } of spec) {
		const length = shape.reduce((product, side) => product * side, 1)
		const layer = places[placeOf(name, networks.committee).layer]
		if (!layer) throw new Error(`no layer for ${name}`)
		const data = values.subarray(place, place + length)
		layer.group.create_dataset({ name: String(layer.written++), data, shape: [...shape], dtype: '<f' })
		place += length
	}
	file.close()
	return new Uint8Array(FS.readFile('model.weights.h5'))
}

const isRecurrent = (className: string) => ['LSTM', 'GRU', 'SimpleRNN'].includes(className)
