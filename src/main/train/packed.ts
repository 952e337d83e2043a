import type { NamedTensor } from '../../shared/tensors.ts'

/** Tensors on their way between threads and into the database: `bytes` holds their float32 values one after another. */
export interface Packed {
	spec: { name: string; shape: readonly number[] }[]
	bytes: Uint8Array
}

export function pack(tensors: readonly NamedTensor[]): Packed {
	const values = new Float32Array(tensors.reduce((sum, tensor) => sum + tensor.values.length, 0))
	let place = 0
	for (const tensor of tensors) {
		values.set(tensor.values, place)
		place += tensor.values.length
	}
	return { spec: tensors.map(({ name, shape }) => ({ name, shape })), bytes: new Uint8Array(values.buffer) }
}

/** The reverse of `pack`; a copy, since bytes from a database need not start where a float may. */
export function unpack({ spec, bytes }: Packed): NamedTensor[] {
	const values = new Float32Array(new Uint8Array(bytes).buffer)
	let place = 0
	return spec.map(({ name, shape }) => {
		const length = shape.reduce((product, side) => product * side, 1)
		place += length
		return { name, shape, values: values.subarray(place - length, place) }
	})
}
