import sharp, { type Sharp } from 'sharp'

/** A picture of 240 × 120 with a one at its left and a dot at its top right, to see which way up it is. */
export const drawing = (ink: string, paper: string | null): Sharp => {
	const svg = `<svg width="240" height="120" xmlns="http://www.w3.org/2000/svg">
		<path d="M70 20L66 100" stroke="${ink}" stroke-width="9"/><circle cx="200" cy="30" r="9" fill="${ink}"/></svg>`
	const image = sharp(Buffer.from(svg))
	return paper === null ? image : image.flatten({ background: paper })
}

export const bytesOf = async (image: Sharp): Promise<Uint8Array<ArrayBuffer>> => Uint8Array.from(await image.toBuffer())

export const textBytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

/** An uncompressed Windows bitmap, written by the book (Microsoft, BITMAPINFOHEADER), `pixel` giving red, green and blue. */
export function bitmap(
	{ width, height, bits, down }: { width: number; height: number; bits: 1 | 4 | 8 | 24 | 32; down: boolean },
	pixel: (x: number, y: number) => readonly [number, number, number]
): Uint8Array<ArrayBuffer> {
	const colours: string[] = []
	const row = Math.ceil((width * bits) / 32) * 4
	const palette = bits < 24 ? 4 * 2 ** bits : 0
	const file = new Uint8Array(54 + palette + row * height)
	const view = new DataView(file.buffer)
	file.set([0x42, 0x4d])
	view.setUint32(2, file.length, true)
	view.setUint32(10, 54 + palette, true)
	view.setUint32(14, 40, true)
	view.setInt32(18, width, true)
	view.setInt32(22, down ? -height : height, true)
	view.setUint16(26, 1, true)
	view.setUint16(28, bits, true)
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const [red, green, blue] = pixel(x, y)
			const start = 54 + palette + row * (down ? y : height - 1 - y)
			if (bits >= 24) {
				file.set([blue, green, red], start + (x * bits) / 8)
				continue
			}
			const name = [red, green, blue].join()
			if (!colours.includes(name)) colours.push(name)
			const place = colours.indexOf(name)
			file.set([blue, green, red], 54 + 4 * place)
			const at = start + Math.floor((x * bits) / 8)
			file[at] = (file[at] ?? 0) | (place << (8 - bits - ((x * bits) % 8)))
		}
	return file
}
