import { bad, baseOf, bytesOf, type SourceFile } from './source.ts'

/** Kinds of numbers in IDX and npy files, and how many bytes each takes. */
export const widths = { u1: 1, i1: 1, u2: 2, i2: 2, u4: 4, i4: 4, u8: 8, i8: 8, f4: 4, f8: 8 } as const
export type Kind = keyof typeof widths

/** Numbers in rows, somewhere in a file: read from first to last, as often as they are asked for. */
export interface NumberArray {
	/** How a problem names it: "mnist.npz (x_train)". */
	name: string
	/** What its name says of its role. */
	words: string
	shape: number[]
	kind: Kind
	littleEndian: boolean
	/** Its bytes, without what stands before them. */
	open: (read: (bytes: number) => void) => AsyncIterable<Uint8Array>
	/** Of the file, for progress. */
	bytes: number
}

/** How many numbers the first so many sides of a shape make. */
export const sizeOf = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1)

const idxKinds: Record<number, Kind> = { 8: 'u1', 9: 'i1', 11: 'i2', 12: 'i4', 13: 'f4', 14: 'f8' }

/** What an IDX file (LeCun) says of itself, packed or not; null where it is none. */
export async function idxArray(file: SourceFile): Promise<NumberArray | null> {
	const start = await first(
		bytesOf(file, () => undefined),
		4 + 4 * 8
	)
	const [zero, nothing, code = 0, sides = 0] = start
	const kind = idxKinds[code]
	if (zero !== 0 || nothing !== 0 || !kind || sides < 1 || sides > 4) return null
	const head = 4 + 4 * sides
	if (start.length < head)
		throw bad(file.path, `is ${start.length} bytes long, too short for an IDX header`, 'Fetch it again: it is cut off.')
	const view = new DataView(start.buffer, start.byteOffset)
	const shape = Array.from({ length: sides }, (_, side) => view.getUint32(4 + 4 * side))
	return {
		name: file.path,
		words: baseOf(file),
		shape,
		kind,
		littleEndian: false,
		open: (read) => after(bytesOf(file, read), head),
		bytes: file.bytes
	}
}

/** The first so many bytes of pieces; no more are asked for. */
export async function first(pieces: AsyncIterable<Uint8Array>, length: number): Promise<Uint8Array> {
	const start = new Uint8Array(length)
	let held = 0
	for await (const piece of pieces) {
		const some = piece.subarray(0, length - held)
		start.set(some, held)
		held += some.length
		if (held === length) break
	}
	return start.subarray(0, held)
}

/** The pieces without their first so many bytes. */
export async function* after(pieces: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Uint8Array> {
	let left = length
	for await (const piece of pieces) {
		const skipped = Math.min(left, piece.length)
		left -= skipped
		if (skipped < piece.length) yield piece.subarray(skipped)
	}
}

/**
 * The array row by row (a row is everything below its first side), as bytes in one buffer that is used again. Throws a
 * LabProblem when there are fewer or more bytes than the shape says.
 */
export async function* rowsOf(array: NumberArray, read: (bytes: number) => void): AsyncGenerator<DataView> {
	const [count = 0, ...inner] = array.shape
	const size = sizeOf(inner) * widths[array.kind]
	const row = new Uint8Array(size)
	const view = new DataView(row.buffer)
	let [held, rows, seen] = [0, 0, 0]
	for await (const piece of array.open(read)) {
		seen += piece.length
		for (let from = 0; from < piece.length;) {
			if (rows === count) throw wrongLength(array, 'too long', `more than ${count * size}`)
			const some = piece.subarray(from, from + size - held)
			row.set(some, held)
			held += some.length
			from += some.length
			if (held < size) break
			yield view
			held = 0
			rows++
		}
	}
	if (rows < count) throw wrongLength(array, 'cut off', String(seen))
}

function wrongLength({ name, shape, kind }: NumberArray, how: string, bytes: string) {
	const says = `its header promises ${shape.join(' × ')} numbers of ${widths[kind]} ${widths[kind] === 1 ? 'byte' : 'bytes'}`
	return bad(name, `is ${how}: ${says}, but ${bytes} bytes follow`, 'Fetch it again.')
}

/** Reads the number at a place in a row. */
export function readerOf({ kind, littleEndian }: NumberArray): (view: DataView, place: number) => number {
	switch (kind) {
		case 'u1':
			return (view, place) => view.getUint8(place)
		case 'i1':
			return (view, place) => view.getInt8(place)
		case 'u2':
			return (view, place) => view.getUint16(2 * place, littleEndian)
		case 'i2':
			return (view, place) => view.getInt16(2 * place, littleEndian)
		case 'u4':
			return (view, place) => view.getUint32(4 * place, littleEndian)
		case 'i4':
			return (view, place) => view.getInt32(4 * place, littleEndian)
		case 'u8':
			return (view, place) => Number(view.getBigUint64(8 * place, littleEndian))
		case 'i8':
			return (view, place) => Number(view.getBigInt64(8 * place, littleEndian))
		case 'f4':
			return (view, place) => view.getFloat32(4 * place, littleEndian)
		case 'f8':
			return (view, place) => view.getFloat64(8 * place, littleEndian)
	}
}
