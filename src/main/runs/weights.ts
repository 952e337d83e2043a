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
