import sharp from 'sharp'
import { LabProblem } from '../../shared/problems.ts'
import type { Step } from '../../shared/pictures.ts'
import { fieldSide } from './fit.ts'
import type { Colour, Plane } from './picture.ts'
import type { DigitReading, Reading } from './read-once.ts'

/**
 * One step of a reading as a PNG. `digit` is its place in reading order for the steps that show one. Throws a LabProblem
 * where there is no such digit.
 */
export async function stepPicture(
	picture: Colour,
	reading: Reading,
	even: boolean,
	step: Step,
	digit: number | null
): Promise<Uint8Array<ArrayBuffer>> {
	const { width, height, bytes } = pixelsOf(picture, reading, even, step, digit)
	const channels = step === 'original' ? 3 : 1
	const image = sharp(bytes, { raw: { width, height, channels } })
	if (channels === 1) image.toColourspace('b-w')
	return new Uint8Array(await image.png({ compressionLevel: 3 }).toBuffer())
}

interface Pixels {
	width: number
	height: number
	bytes: Uint8Array
}

function pixelsOf(picture: Colour, reading: Reading, even: boolean, step: Step, digit: number | null): Pixels {
	const { grey, ink, depth, full } = reading
	const one = (): DigitReading => {
		const found = reading.digits[digit ?? -1]
		if (!found) throw new LabProblem('BAD_REQUEST', 'There is no such digit in this picture. Load the page anew.')
		return found
	}
	switch (step) {
		case 'original':
			return { ...picture, bytes: picture.rgb }
		case 'grey':
			return inBytes(grey, (value) => value)
		case 'even':
			if (!even) return inBytes(grey, (value) => value)
			return inBytes(depth, ink === 'dark' ? (value) => 1 - value : (value) => value)
		case 'light':
			return inBytes(depth, (value) => value / (full ?? 1))
		case 'ink':
			return inkOf(reading)
		case 'cut':
			return inBytes(one().cut, (value) => value)
		case 'box':
			return inBytes(one().boxed, (value) => value)
		case 'field':
			return { width: fieldSide, height: fieldSide, bytes: one().field }
	}
}

function inBytes({ width, height, values }: Plane, shown: (value: number) => number): Pixels {
	const bytes = new Uint8Array(values.length)
	for (let pixel = 0; pixel < values.length; pixel++)
		bytes[pixel] = Math.round(255 * Math.min(1, Math.max(0, shown(values[pixel] ?? 0))))
	return { width, height, bytes }
}

/** What became part of a digit is white. */
function inkOf({ grey: { width, height }, labels, digits }: Reading): Pixels {
	const own = new Set(digits.flatMap((digit) => digit.labels))
	const bytes = new Uint8Array(width * height)
	for (let pixel = 0; pixel < labels.length; pixel++) if (own.has(labels[pixel] ?? 0)) bytes[pixel] = 255
	return { width, height, bytes }
}
