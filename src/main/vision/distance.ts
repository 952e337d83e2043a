import { newPlane, type Mask, type Plane } from './picture.ts'

const diagonal = 4 / 3

/**
 * How far each pixel is from the nearest one where the mask is 0, in pixels: a chamfer distance of 3 and 4 (Borgefors
 * 1986). What lies beyond the edge is taken as `beyond` pixels from the nearest: 0 inside, Infinity for nothing at all.
 */
export function distanceInside({ width, height, values }: Mask, beyond = 0): Plane {
	const far = newPlane(width, height)
	const at = (x: number, y: number) =>
		x < 0 || y < 0 || x >= width || y >= height ? beyond : (far.values[y * width + x] ?? 0)
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++)
			if (values[y * width + x] === 1)
				far.values[y * width + x] = Math.min(
					at(x - 1, y) + 1,
					at(x, y - 1) + 1,
					at(x - 1, y - 1) + diagonal,
					at(x + 1, y - 1) + diagonal
				)
	for (let y = height - 1; y >= 0; y--)
		for (let x = width - 1; x >= 0; x--)
			if (values[y * width + x] === 1)
				far.values[y * width + x] = Math.min(
					at(x, y),
					at(x + 1, y) + 1,
					at(x, y + 1) + 1,
					at(x + 1, y + 1) + diagonal,
					at(x - 1, y + 1) + diagonal
				)
	return far
}

/** How wide the strokes of a mask are, in pixels: across a stroke, the mean distance to its edge is a quarter of its width. */
export function strokeWidth(mask: Mask): number {
	let [sum, count] = [0, 0]
	for (const value of distanceInside(mask).values)
		if (value > 0) {
			// distances are to the middle of the first pixel outside; the edge is half a pixel nearer
			sum += value - 0.5
			count++
		}
	return count === 0 ? 0 : (4 * sum) / count
}
