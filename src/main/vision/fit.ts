import type { Plane } from './picture.ts'
import { scaled } from './resize.ts'

/** MNIST's own recipe (LeCun, Cortes and Burges): the digit fills a box of this side, in a field of the next. */
export const boxSide = 20
export const fieldSide = 28

/** The digit at eight times the box's size at most: large enough to be exact, small enough to be quick. */
export const shrunk = (digit: Plane): Plane =>
	scaled(digit, Math.min(1, (8 * boxSide) / Math.max(digit.width, digit.height)))

/** As large as fits the box of 20 × 20, keeping its shape; the strongest pixel becomes 1. */
export function toBox(digit: Plane): Plane {
	const small = scaled(digit, boxSide / Math.max(digit.width, digit.height))
	const most = small.values.reduce((most, value) => Math.max(most, value), 0)
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
