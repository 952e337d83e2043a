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
	const sums = new Float64Array(columns * 3)
	for (let row = 0; row < rows; row++) {
		sums.fill(0)
		const [top, end] = [row * step, Math.min(height, (row + 1) * step)]
		for (let y = top; y < end; y++)
			for (let x = 0, column = 0, from = y * width * 3; x < width; column += 3) {
				const stop = Math.min(width, x + step)
				for (; x < stop; x++, from += 3) {
					sums[column] = (sums[column] ?? 0) + (rgb[from] ?? 0)
					sums[column + 1] = (sums[column + 1] ?? 0) + (rgb[from + 1] ?? 0)
					sums[column + 2] = (sums[column + 2] ?? 0) + (rgb[from + 2] ?? 0)
				}
			}
		for (let place = 0; place < sums.length; place++) {
			const across = Math.min(step, width - Math.floor(place / 3) * step)
			means[row * sums.length + place] = Math.round((sums[place] ?? 0) / (across * (end - top)))
		}
	}
	return { width: columns, height: rows, rgb: means }
}
