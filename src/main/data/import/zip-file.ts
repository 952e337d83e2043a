import { closeSync, createReadStream, openSync, readSync } from 'node:fs'
import { createInflateRaw } from 'node:zlib'
import { count } from '../../../shared/format.ts'
import { bad, type SourceFile } from './source.ts'

/** A file inside a zip. */
export interface ZipEntry {
	name: string
	/** Packed, and as it says it is unpacked. */
	packed: number
	bytes: number
	open: (read: (bytes: number) => void) => AsyncIterable<Uint8Array>
}

/** An archive of arrays has a handful of files. */
const mostEntries = 1000
const remedy = 'Fetch it again, or save it anew.'

/**
 * The files in a zip (PKWARE's APPNOTE 6.3.10), found through the directory at its end; nothing of them is unpacked until
 * it is opened, and then a piece at a time and no further than they claim. Throws a LabProblem for what is no such zip.
 */
export function zipEntries(file: SourceFile): ZipEntry[] {
	const handle = openSync(file.place, 'r')
	const part = (from: number, length: number) => {
		const bytes = new Uint8Array(Math.max(0, Math.min(length, file.bytes - from)))
		readSync(handle, bytes, 0, bytes.length, from)
		return new DataView(bytes.buffer)
	}
	try {
		const tail = part(Math.max(0, file.bytes - 65_557), 65_557)
		let end = tail.byteLength - 22
		while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end--
		if (end < 0) throw bad(file.path, 'has no directory at its end, as a zip has: it is cut off or no zip', remedy)
		const many = tail.getUint16(end + 10, true)
		const [length, from] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)]
		if (many > mostEntries) throw bad(file.path, `holds ${count(many)} files; an archive of arrays has a few`, remedy)
		if (from + length > file.bytes) throw bad(file.path, 'has a directory that lies outside of it', remedy)
		const directory = part(from, length)
		const entries: ZipEntry[] = []
		let at = 0
		for (let entry = 0; entry < many; entry++) {
			if (at + 46 > length || directory.getUint32(at, true) !== 0x02014b50)
				throw bad(file.path, `has a damaged directory at its file ${entry + 1}`, remedy)
			const [method, flags] = [directory.getUint16(at + 10, true), directory.getUint16(at + 8, true)]
			const [packed, bytes] = [directory.getUint32(at + 20, true), directory.getUint32(at + 24, true)]
			const lengths = [28, 30, 32].map((place) => directory.getUint16(at + place, true))
			const [nameLength = 0, extra = 0, comment = 0] = lengths
			const header = directory.getUint32(at + 42, true)
			if (at + 46 + nameLength > length)
				throw bad(file.path, `has a damaged directory at its file ${entry + 1}`, remedy)
			const name = new TextDecoder().decode(new Uint8Array(directory.buffer, at + 46, nameLength))
			at += 46 + nameLength + extra + comment
			const inside = `${file.path} (${name})`
			if (flags & 1) throw bad(inside, 'is encrypted', 'Unpack it with its password first.')
			if (method !== 0 && method !== 8)
				throw bad(inside, `is packed by a method (${method}) that is not read here`, remedy)
			if (packed === 0xffffffff || bytes === 0xffffffff)
				throw bad(inside, 'is larger than 4 GB', 'Bring a smaller part of it.')
			const local = part(header, 30)
			if (local.byteLength < 30 || local.getUint32(0, true) !== 0x04034b50)
				throw bad(inside, 'is not where the directory says', remedy)
			const start = header + 30 + local.getUint16(26, true) + local.getUint16(28, true)
			if (start + packed > file.bytes) throw bad(inside, 'ends behind the end of the file', remedy)
			entries.push({
				name,
				packed,
				bytes,
				open: (read) => pieces(file, inside, { start, packed, bytes, method }, read)
			})
		}
		return entries
	} finally {
		closeSync(handle)
	}
}

async function* pieces(
	file: SourceFile,
	name: string,
	{ start, packed, bytes, method }: { start: number; packed: number; bytes: number; method: number },
	read: (bytes: number) => void
): AsyncGenerator<Uint8Array> {
	if (packed === 0) return
	const raw = createReadStream(file.place, { start, end: start + packed - 1, highWaterMark: 2 ** 18 })
	raw.on('data', (piece) => read(piece.length))
	const stream = method === 0 ? raw : raw.pipe(createInflateRaw({ chunkSize: 2 ** 18 }))
	let seen = 0
	try {
		for await (const piece of stream as AsyncIterable<Uint8Array>) {
			seen += piece.length
			if (seen > bytes) throw bad(name, `unpacks to more than the ${count(bytes)} bytes it claims`, remedy)
			yield piece
		}
	} catch (error) {
		const code = (error as { code?: unknown }).code
		if (typeof code !== 'string' || !code.startsWith('Z_')) throw error
		throw bad(name, `cannot be unpacked (${code})`, remedy)
	} finally {
		raw.destroy()
		stream.destroy()
	}
}
