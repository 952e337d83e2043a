import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { LabProblem } from '../../shared/problems.ts'

/** A file in a zip. */
export interface Entry {
	path: string
	/** Bytes, unpacked, as the zip says. */
	size: number
	/** Unpacks and checks it. Throws a LabProblem when it is not what the zip says. */
	read: () => Promise<Uint8Array<ArrayBuffer>>
}

/** More than any run has: ten thousand epochs with predictions, and a few files more. */
const mostEntries = 10_100

const unpack = promisify(inflateRaw)

/**
 * The files in a zip, read from its directory without unpacking any. Everything it says is checked against the bytes
 * there are, and together they may not be larger than `largest`. fflate would need each file's length ahead of its
 * bytes, which a zip written as a stream does not have. Format: PKWARE's APPNOTE, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export function openZip(file: Uint8Array, largest: number): Map<string, Entry> {
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
	const end = findEnd(view)
	const count = view.getUint16(end + 10, true)
	if (count > mostEntries) throw damaged(`it claims to hold ${count} files`)
	const entries = new Map<string, Entry>()
	let place = view.getUint32(end + 16, true)
	let total = 0
	for (let index = 0; index < count; index++) {
		if (place + 46 > end || view.getUint32(place, true) !== 0x02014b50) throw damaged('its list of files is broken')
		const [method, crc] = [view.getUint16(place + 10, true), view.getUint32(place + 16, true)]
		const [packed, size] = [view.getUint32(place + 20, true), view.getUint32(place + 24, true)]
		const [name, extra, comment] = [28, 30, 32].map((at) => view.getUint16(place + at, true)) as [
			number,
			number,
			number
		]
		const header = view.getUint32(place + 42, true)
		const path = new TextDecoder().decode(file.subarray(place + 46, place + 46 + name))
		total += size
		if (total > largest) throw damaged(`unpacked, it would be larger than ${largest / 2 ** 20} MiB`)
		const read = () => unpackEntry(file, { path, method, crc, packed, size, header })
		if (entries.has(path)) throw damaged(`it holds ${shown(path)} twice`)
		entries.set(path, { path, size, read })
		place += 46 + name + extra + comment
	}
	return entries
}

/** Where the directory's end is written: the last thing in the file, but for a comment of up to 65,535 bytes. */
function findEnd(view: DataView): number {
	const first = Math.max(0, view.byteLength - 22 - 65_535)
	for (let place = view.byteLength - 22; place >= first; place--)
		if (view.getUint32(place, true) === 0x06054b50) return place
	throw new LabProblem(
		'BAD_DATA',
		'This file is no zip, or its end is missing. Choose a file that a Digit Lab has exported as a whole run; its name ends in .digitlab.'
	)
}

interface Stored {
	path: string
	/** 0 as it is, 8 deflated. */
	method: number
	crc: number
	packed: number
	size: number
	/** Where its own header begins. */
	header: number
}

async function unpackEntry(file: Uint8Array, stored: Stored): Promise<Uint8Array<ArrayBuffer>> {
	const { path, method, crc, packed, size, header } = stored
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
	if (header + 30 > file.length || view.getUint32(header, true) !== 0x04034b50)
		throw damaged(`${shown(path)} is not where it should be`)
	const from = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true)
	if (from + packed > file.length) throw damaged(`${shown(path)} is cut off`)
	const bytes = file.subarray(from, from + packed)
	const whole = method === 0 ? bytes : method === 8 ? await inflate(bytes, path, size) : null
	if (!whole) throw damaged(`${shown(path)} is packed in a way that is not known here`)
	if (whole.length !== size) throw damaged(`${shown(path)} is ${whole.length} bytes long instead of ${size}`)
	let found = 0
	for (let place = 0; place < size; place += 2 ** 20) {
		found = crc32(whole.subarray(place, place + 2 ** 20), found)
		await setImmediate()
	}
	if (found !== crc) throw damaged(`${shown(path)} has changed since it was written`)
	return new Uint8Array(whole)
}

/** Unpacked by Node's own threads; never more than the zip has promised. */
async function inflate(bytes: Uint8Array, path: string, size: number): Promise<Uint8Array> {
	try {
		return await unpack(bytes, { maxOutputLength: Math.max(1, size), chunkSize: 2 ** 18 })
	} catch {
		// zlib's own words are for programmers; whatever it met, the bytes are not what was packed
		throw damaged(`${shown(path)} cannot be unpacked`)
	}
}

const shown = (path: string) => JSON.stringify(path.slice(0, 60))

/** What to say of a file that was whole once. */
export const damaged = (what: string) =>
	new LabProblem('BAD_DATA', `This file cannot be imported: ${what}. Export the run again and import the new file.`)
