import { distanceInside, strokeWidth } from './distance.ts'
import { newPlane, type Plane } from './picture.ts'
import { resize } from './resize.ts'

/** MNIST's own recipe (LeCun, Cortes and Burges): the digit fills a box of this side, in a field of the next. */
export const boxSide = 20
export const fieldSide = 28

/** Strokes of MNIST's digits are this wide in the box of 20, nearly all of them (measured over the training images). */
const usualStroke = { thin: 1.5, thick: 4.2 }

/** The digit at eight times the box's size at most: large enough to be exact, small enough to be quick. */
export function shrunk(digit: Plane): Plane {
	const scale = (8 * boxSide) / Math.max(digit.width, digit.height)
	return scaled(digit, Math.min(1, scale))
}

const scaled = (picture: Plane, scale: number): Plane =>
	resize(picture, Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)))

/** Strokes made thicker or thinner where they would be unlike any in MNIST: a hair would vanish, a brush would fill every loop. */
export function withUsualStroke(digit: Plane): { digit: Plane; width: number; changed: number } {
	const { thin, thick } = usualStroke
	const scale = boxSide / Math.max(digit.width, digit.height)
	const mask = { ...digit, values: digit.values.map((value) => (value >= 0.5 ? 1 : 0)) }
	const width = strokeWidth(mask) * scale
	if (width === 0 || (width >= thin && width <= thick)) return { digit, width, changed: 0 }
	const grow = (width < thin ? thin - width : thick - width) / scale / 2
	const room = Math.max(0, Math.ceil(grow))
	const wide = padded(mask, room)
	const outside = { ...wide, values: wide.values.map((value) => 1 - value) }
	const far = distanceInside(grow > 0 ? padded(outside, 0) : wide)
	const values = far.values.map((value) => {
		// half a pixel of softness at the new edge
		const edge = grow > 0 ? grow + 1 - value : value + grow
		return Math.min(1, Math.max(0, edge))
	})
	return { digit: { ...wide, values }, width, changed: grow * 2 * scale }
}

function padded(picture: Plane, room: number): Plane {
	const wide = newPlane(picture.width + 2 * room, picture.height + 2 * room)
	for (let y = 0; y < picture.height; y++)
		wide.values.set(picture.values.subarray(y * picture.width, (y + 1) * picture.width), (y + room) * wide.width + room)
	return wide
}

/** As large as fits the box of 20 × 20, keeping its shape; the strongest pixel becomes 1. */
export function toBox(digit: Plane): Plane {
	const small = scaled(digit, boxSide / Math.max(digit.width, digit.height))
	let most = 0
	for (const value of small.values) most = Math.max(most, value)
	return most > 0 ? { ...small, values: small.values.map((value) => value / most) } : small
}

/**
 * In the middle of 28 × 28 by its centre of mass (or by its box), to the nearest whole pixel, as bytes. MNIST's middle is
 * the middle of pixel 14 (counted from 0): over its test images, the centres of mass spread evenly from 14 to 15.
 */
export function toField(box: Plane, centre: 'mass' | 'box'): Uint8Array<ArrayBuffer> {
	let [mass, sumX, sumY] = [0, 0, 0]
	for (const [pixel, value] of box.values.entries()) {
		mass += value
		sumX += value * ((pixel % box.width) + 0.5)
		sumY += value * (Math.floor(pixel / box.width) + 0.5)
	}
	const middle = (sum: number, side: number) => (centre === 'mass' && mass > 0 ? sum / mass : side / 2)
	const place = (sum: number, side: number) =>
		Math.min(fieldSide - side, Math.max(0, Math.round((fieldSide + 1) / 2 - middle(sum, side))))
	const [left, top] = [place(sumX, box.width), place(sumY, box.height)]
	const field = new Uint8Array(fieldSide * fieldSide)
	for (const [pixel, value] of box.values.entries()) {
		const [x, y] = [left + (pixel % box.width), top + Math.floor(pixel / box.width)]
		field[y * fieldSide + x] = Math.round(255 * Math.min(1, value))
	}
	return field
}
