import { createReadStream, openSync, readSync, closeSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { LabProblem, firstLineOf } from '../../../shared/problems.ts'

/** A file that was brought. */
export interface SourceFile {
	/** As the person knows it: "train/7/scan.png". */
	path: string
	/** Where it lies. */
	place: string
	bytes: number
}

/** Its name alone: what says of a file which part it holds. */
export const baseOf = ({ path }: SourceFile) => path.split('/').at(-1) ?? ''

/** Everything below a folder, in the order of their names. */
export function filesIn(folder: string): SourceFile[] {
	const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
	const files = found.map(({ parentPath, name }) => {
		const place = join(parentPath, name)
		return { path: place.slice(folder.length + 1).replaceAll('\\', '/'), place, bytes: statSync(place).size }
	})
	return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** The first so many bytes, or all there are. */
export function startOf({ place }: SourceFile, length: number): Uint8Array {
	const file = openSync(place, 'r')
	try {
		const bytes = new Uint8Array(length)
		return bytes.subarray(0, readSync(file, bytes, 0, length, 0))
	} finally {
		closeSync(file)
	}
}

export const isGzip = (file: SourceFile) => {
	const [first, second] = startOf(file, 2)
	return first === 0x1f && second === 0x8b
}

/** How many times its size a packed file may unpack to: images pack to a fifth or a tenth, a bomb to a thousandth. */
const mostUnpacked = 200

/**
 * The bytes of a file, unpacked where it is gzip, a piece at a time. `read` hears how many bytes of the file were taken.
 * Throws a LabProblem when it does not unpack, or to more than makes sense.
 */
export async function* bytesOf(file: SourceFile, read: (bytes: number) => void): AsyncGenerator<Uint8Array> {
	const packed = createReadStream(file.place, { highWaterMark: 2 ** 18 })
	packed.on('data', (piece) => read(piece.length))
	if (!isGzip(file)) {
		yield* packed as AsyncIterable<Uint8Array>
		return
	}
	const unpacked = packed.pipe(createGunzip({ chunkSize: 2 ** 18 }))
	packed.on('error', (error) => unpacked.destroy(error))
	let bytes = 0
	try {
		for await (const piece of unpacked as AsyncIterable<Uint8Array>) {
			bytes += piece.length
			if (bytes > 2 ** 20 && bytes > mostUnpacked * file.bytes)
				throw bad(
					file.path,
					`unpacks to more than ${mostUnpacked} times its size, which no images do`,
					'Unpack it yourself and look at what it holds.'
				)
			yield piece
		}
	} catch (error) {
		if (error instanceof LabProblem) throw error
		throw bad(file.path, `cannot be unpacked (${firstLineOf(error)})`, 'Fetch it again: it is cut off or damaged.')
	} finally {
		packed.destroy()
		unpacked.destroy()
	}
}

/** A problem with a file: what is wrong in it, and what to do. */
export const bad = (path: string, what: string, remedy: string) =>
	new LabProblem('BAD_DATA', `${path} ${what}. ${remedy}`)
