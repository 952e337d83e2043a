import type { Box } from '../../shared/pictures.ts'
import type { ReadingSettings } from '../../shared/vision.ts'
import { boxSide } from './fit.ts'
import { heightOf, widthOf, type Colour } from './picture.ts'
import { readOnce, type Reading } from './read-once.ts'

/** About as many pixels a side are looked at first. */
const enough = 220

/**
 * Reads a picture. A digit is read from 20 × 20 pixels in the end, so a large picture is first read from a smaller one,
 * which is quicker and has less noise; where digits are small in that, it is read anew from all of its pixels.
 */
export function read(picture: Colour, settings: ReadingSettings): Reading {
	const step = Math.round(Math.max(picture.width, picture.height) / enough)
	if (step > 1) {
		const reading = readOnce(smaller(picture, step), settings)
		const large = ({ box }: { box: Box }) => Math.max(widthOf(box), heightOf(box)) >= 2 * boxSide
		if (reading.digits.length > 0 && reading.digits.every(large)) {
			const digits = reading.digits.map((digit) => ({ ...digit, box: enlarged(digit.box, step, picture) }))
			return { ...reading, digits }
		}
	}
	return readOnce(picture, settings)
}

const enlarged = ({ left, top, right, bottom }: Box, step: number, { width, height }: Colour): Box => ({
	left: left * step,
	top: top * step,
	right: Math.min(width, right * step),
	bottom: Math.min(height, bottom * step)
})

/** The mean of each square of `step` pixels a side; those at the edge are smaller. */
function smaller({ width, height, rgb }: Colour, step: number): Colour {
	const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)]
	const means = new Uint8Array(columns * rows * 3)
	for (let row = 0, to = 0; row < rows; row++) {
		const bottom = Math.min(height, (row + 1) * step)
		for (let column = 0; column < columns; column++, to += 3) {
			const across = Math.min(step, width - column * step)
			let [red, green, blue, count] = [0, 0, 0, 0]
			for (let y = row * step; y < bottom; y++) {
				const from = (y * width + column * step) * 3
				for (let at = from; at < from + across * 3; at += 3, count++) {
					red += rgb[at] ?? 0
					green += rgb[at + 1] ?? 0
					blue += rgb[at + 2] ?? 0
				}
			}
			means[to] = Math.round(red / count)
			means[to + 1] = Math.round(green / count)
			means[to + 2] = Math.round(blue / count)
		}
	}
	return { width: columns, height: rows, rgb: means }
}
