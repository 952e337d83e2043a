import type { Figure } from '../../shared/analysis/chapters.ts'
import { greyPng } from '../exchange/png.ts'
import { greys, type ImageSource } from './figure-html.ts'

/** Pixels between images. */
const gap = 3

/** Images in rows as one PNG, for documents that can hold a picture and no page. */
export function sheetPng(figure: Exclude<Figure, { kind: 'drawing' }>, source: ImageSource): Uint8Array<ArrayBuffer> {
	const { height, width } = figure.kind === 'tiles' ? source : figure
	const rows =
		figure.kind === 'tiles'
			? figure.rows.map(({ tiles }) => tiles.map(({ part, image }) => source.pixels(part, image)))
			: figure.rows.map(({ planes }) => planes.map(greys))
	const columns = Math.max(1, ...rows.map((row) => row.length))
	const sheet = { height: rows.length * (height + gap) - gap, width: columns * (width + gap) - gap }
	const pixels = new Uint8Array(sheet.height * sheet.width).fill(255)
	for (const [row, images] of rows.entries())
		for (const [column, image] of images.entries())
			for (let y = 0; y < height; y++)
				pixels.set(
					image.subarray(y * width, (y + 1) * width),
					(row * (height + gap) + y) * sheet.width + column * (width + gap)
				)
	return greyPng(pixels, sheet.width, sheet.height)
}
