import type { Colour } from './picture.ts'

/** What the head of a BMP file says; `height` is positive, `down` when the rows run from top to bottom. */
export interface BmpHead {
	width: number
	height: number
	down: boolean
	bits: 1 | 4 | 8 | 24 | 32
	/** Where the pixels and the palette begin. */
	pixels: number
	palette: number
}

const known = [1, 4, 8, 24, 32] as const

export const isBmp = (file: Uint8Array) => file[0] === 0x42 && file[1] === 0x4d && file.length >= 26

/**
 * Reads the head of an uncompressed Windows bitmap (BITMAPINFOHEADER and its successors). Throws an Error that says what
 * is not understood, or that pixels are missing.
 */
export function bmpHead(file: Uint8Array): BmpHead {
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
	const headed = view.getUint32(14, true)
	if (headed < 40 || file.length < 54) throw new Error('a BMP file of a kind from before 1990')
	const [width, height] = [view.getInt32(18, true), view.getInt32(22, true)]
	const bits = known.find((one) => one === view.getUint16(28, true))
	const packing = view.getUint32(30, true)
	if (bits === undefined || (packing !== 0 && !(packing === 3 && bits === 32)))
		throw new Error('a BMP file with packed pixels')
	if (width <= 0 || height === 0) throw new Error('no pixels')
	const head: BmpHead = {
		width,
		height: Math.abs(height),
		down: height < 0,
		bits,
		pixels: view.getUint32(10, true),
		palette: 14 + headed
	}
	if (head.pixels < 54 || head.pixels + rowBytes(head) * head.height > file.length)
		throw new Error('pixels are missing')
	return head
}

/** Rows end at whole words of four bytes. */
const rowBytes = ({ width, bits }: BmpHead) => Math.ceil((width * bits) / 32) * 4

/** The pixels of a file whose head was read with `bmpHead`. What a fourth byte may say of transparency is not obeyed. */
export function decodeBmp(file: Uint8Array, head: BmpHead): Colour {
	const { width, height, bits, down, pixels, palette } = head
	const rgb = new Uint8Array(width * height * 3)
	let to = 0
	for (let y = 0; y < height; y++) {
		const row = pixels + rowBytes(head) * (down ? y : height - 1 - y)
		for (let x = 0; x < width; x++) {
			const from = bits >= 24 ? row + (x * bits) / 8 : palette + 4 * placeInPalette(file, row, x, bits)
			// blue comes first
			rgb[to++] = file[from + 2] ?? 0
			rgb[to++] = file[from + 1] ?? 0
			rgb[to++] = file[from] ?? 0
		}
	}
	return { width, height, rgb }
}

/** Pixels of less than a byte lie in it from its high bits down. */
function placeInPalette(file: Uint8Array, row: number, x: number, bits: number): number {
	const byte = file[row + Math.floor((x * bits) / 8)] ?? 0
	return (byte >> (8 - bits - ((x * bits) % 8))) & ((1 << bits) - 1)
}
