import type { StoredWeights } from '../store/results.ts'
import type { Weight } from '../train/initial.ts'

/** Weights as they are kept: their names and shapes, and all values in one row of bytes. */
export function packWeights(epoch: number, weights: readonly Weight[]): StoredWeights {
	const values = new Float32Array(weights.reduce((sum, weight) => sum + weight.values.length, 0))
	let place = 0
	for (const weight of weights) {
		values.set(weight.values, place)
		place += weight.values.length
	}
	return { epoch, spec: weights.map(({ name, shape }) => ({ name, shape })), bytes: new Uint8Array(values.buffer) }
}

/** Weights as a network takes them. */
export function unpackWeights({ spec, bytes }: StoredWeights): Weight[] {
	const values = new Float32Array(Uint8Array.from(bytes).buffer)
	let place = 0
	return spec.map(({ name, shape }) => {
		const length = shape.reduce((product, side) => product * side, 1)
		place += length
		return { name, shape, values: values.subarray(place - length, place) }
	})
}
