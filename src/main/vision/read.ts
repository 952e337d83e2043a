import type { Box } from '../../shared/pictures.ts'
import type { ReadingSettings } from '../../shared/vision.ts'
import { boxSide } from './fit.ts'
import { heightOf, widthOf, type Colour } from './picture.ts'
import { smaller } from './smaller.ts'
import { readOnce, type Reading } from './read-once.ts'

/** About as many pixels a side are looked at first. */
const enough = 180

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
