/** Numbers with a name and a shape, on their way between a network, a file and the page. */
export interface NamedTensor {
	name: string
	shape: readonly number[]
	/** Row-major, the product of the shape long. */
	values: Float32Array
}

/**
 * Tensors as one row of bytes: the length of the head (uint32, little-endian), the head (JSON: name and shape of each,
 * filled up with spaces to a multiple of four bytes), then all values as float32, little-endian, one tensor after another.
 */
export function packTensors(tensors: readonly NamedTensor[]): Uint8Array<ArrayBuffer> {
	const json = new TextEncoder().encode(JSON.stringify(tensors.map(({ name, shape }) => ({ name, shape }))))
	const head = Math.ceil(json.length / 4) * 4
	const size = tensors.reduce((sum, { values }) => sum + values.length, 0)
	const bytes = new Uint8Array(4 + head + size * 4)
	new DataView(bytes.buffer).setUint32(0, head, true)
	bytes.fill(32, 4, 4 + head).set(json, 4)
	const numbers = new Float32Array(bytes.buffer, 4 + head)
	let place = 0
	for (const { values } of tensors) {
		numbers.set(values, place)
		place += values.length
	}
	return bytes
}

/** The reverse of `packTensors`. Throws a RangeError when head and length do not fit together. */
export function unpackTensors(bytes: ArrayBuffer): NamedTensor[] {
	const head = new DataView(bytes).getUint32(0, true)
	const spec = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, head))) as Omit<NamedTensor, 'values'>[]
	let place = 4 + head
	const tensors = spec.map(({ name, shape }) => {
		const length = shape.reduce((product, side) => product * side, 1)
		const values = new Float32Array(bytes, place, length)
		place += length * 4
		return { name, shape, values }
	})
	if (place !== bytes.byteLength) throw new RangeError(`${bytes.byteLength} bytes where ${place} were announced`)
	return tensors
}
