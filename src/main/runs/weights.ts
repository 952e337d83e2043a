import type { StoredWeights } from '../store/runs.ts'
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

/** What `packWeights` packed. */
export function unpackWeights({ spec, bytes }: StoredWeights): Weight[] {
	// a copy: a blob from the database need not start where a float may
	const values = new Float32Array(Uint8Array.from(bytes).buffer)
	let place = 0
	return spec.map(({ name, shape }) => {
		const length = shape.reduce((product, side) => product * side, 1)
		place += length
		return { name, shape, values: values.slice(place - length, place) }
	})
}
