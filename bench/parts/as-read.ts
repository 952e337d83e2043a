import sharp from 'sharp'
import { decode } from '../../src/main/vision/decode.ts'
import { read } from '../../src/main/vision/read.ts'
import { readingSettings } from '../../src/shared/vision.ts'

const settings = readingSettings.parse({})

/** What a network gets of an image file: the largest thing that the lab finds in it, or null where it finds none. */
export async function fieldOf(file: Uint8Array, several = true): Promise<Uint8Array | null> {
	const { digits } = read(await decode(file, 'picture'), { ...settings, several })
	const [largest] = digits.toSorted((a, b) => sizeOf(b.box) - sizeOf(a.box))
	return largest?.field ?? null
}

const sizeOf = ({ left, top, right, bottom }: { left: number; top: number; right: number; bottom: number }) =>
	Math.max(right - left, bottom - top)

/** Dark ink on white paper, 280 × 280, drawn by `shapes` (SVG). */
export const drawing = (shapes: string): Promise<Uint8Array> =>
	sharp(
		Buffer.from(
			`<svg xmlns="http://www.w3.org/2000/svg" width="280" height="280"><rect width="280" height="280" fill="white"/>${shapes}</svg>`
		)
	)
		.png()
		.toBuffer()

/** A stroke through the points, each in a field of 100 × 100. */
export function stroke(points: readonly (readonly [number, number])[], width: number): string {
	const placed = points.map(([x, y]) => `${(40 + 2 * x).toFixed(1)} ${(40 + 2 * y).toFixed(1)}`)
	return `<polyline points="${placed.join(' ')}" fill="none" stroke="#222" stroke-width="${width.toFixed(1)}" stroke-linecap="round" stroke-linejoin="round"/>`
}

/** A character of a font in the middle of the paper. */
export function character(text: string, font: string, turned = 0): string {
	const safe = text.replace(/[&<>]/g, (one) => `&#${one.charCodeAt(0)};`)
	return `<text x="140" y="200" font-size="170" text-anchor="middle" font-family="${font}" fill="#111" transform="rotate(${turned.toFixed(1)} 140 140)">${safe}</text>`
}

/** MNIST bytes, white on black, as a dark drawing on white paper, eight times as large; `matrix` turns or slants it. */
export function enlarged(
	pixels: Uint8Array,
	width: number,
	matrix: readonly [number, number, number, number]
): Promise<Uint8Array> {
	return sharp(pixels, { raw: { width, height: pixels.length / width, channels: 1 } })
		.resize({ width: 8 * width, kernel: 'cubic' })
		.affine([...matrix], { background: '#000' })
		.extend({ top: 30, bottom: 30, left: 30, right: 30, background: '#000' })
		.negate()
		.toColourspace('b-w')
		.png()
		.toBuffer()
}
