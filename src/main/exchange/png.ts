import { crc32, deflateSync } from 'node:zlib'

/**
 * A PNG of one byte a pixel, row by row, 0 black (PNG, third edition: signature, IHDR, IDAT, IEND). For small pictures:
 * it is packed where it is called.
 */
export function greyPng(pixels: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
	const head = new Uint8Array(13)
	const view = new DataView(head.buffer)
	view.setUint32(0, width)
	view.setUint32(4, height)
	// 8 bits, grey, deflated, filtered by row, not interlaced
	head.set([8, 0, 0, 0, 0], 8)
	const rows = new Uint8Array(height * (width + 1))
	// before each row stands its filter: none
	for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
	const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
	return joined([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', new Uint8Array())])
}

/** Length, kind, content and a checksum over the last two. */
function chunk(kind: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(content.length + 12)
	const view = new DataView(bytes.buffer)
	view.setUint32(0, content.length)
	bytes.set(new TextEncoder().encode(kind), 4)
	bytes.set(content, 8)
	view.setUint32(content.length + 8, crc32(bytes.subarray(4, content.length + 8)))
	return bytes
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
	let place = 0
	for (const part of parts) {
		bytes.set(part, place)
		place += part.length
	}
	return bytes
}
