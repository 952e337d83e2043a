import { setImmediate } from 'node:timers/promises'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

/** A file of a zip, read when its turn comes. */
export interface Part {
	path: string
	/** Whether packing makes it smaller: text does, weights hardly. */
	pack: boolean
	read: () => Uint8Array | Promise<Uint8Array>
}

/** How many bytes are worked on before others get their turn: well under a millisecond to pass on, a few to pack. */
const piece = 2 ** 16

/**
 * The bytes of a zip with these files, a piece at a time and only as fast as they are taken. `date` (ISO 8601) stands at
 * every file, so that the same files give the same zip.
 */
export async function* zipped(parts: Iterable<Part>, date: string): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	const ready: Uint8Array<ArrayBuffer>[] = []
	const zip = new Zip((error, bytes) => {
		if (error) throw error
		ready.push(bytes)
	})
	for (const { path, pack, read } of parts) {
		const file = pack ? new ZipDeflate(path, { level: 6 }) : new ZipPassThrough(path)
		file.mtime = zipDate(date)
		zip.add(file)
		const bytes = await read()
		for (let from = 0; from === 0 || from < bytes.length; from += piece) {
			file.push(bytes.subarray(from, from + piece), from + piece >= bytes.length)
			yield* ready.splice(0)
			await setImmediate()
		}
	}
	zip.end()
	yield* ready
}

/** Zips know the years from 1980 to 2099. */
function zipDate(date: string): Date {
	const year = new Date(date).getFullYear()
	return year > 1980 && year < 2099 ? new Date(date) : new Date('2000-01-01T12:00:00Z')
}
