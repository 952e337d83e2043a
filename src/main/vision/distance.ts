import { newPlane, type Mask, type Plane } from './picture.ts'

const diagonal = 4 / 3

/**
 * How far each pixel is from the nearest one where the mask is 0, in pixels: a chamfer distance of 3 and 4 (Borgefors
 * 1986). What lies beyond the edge is taken as `beyond` pixels from the nearest: 0 inside, Infinity for nothing at all.
 */
export function distanceInside({ width, height, values }: Mask, beyond = 0): Plane {
	const far = newPlane(width, height)
	// with a frame of what lies beyond, so that no pixel asks where it is
	const wide = width + 2
	const framed = new Float32Array(wide * (height + 2)).fill(beyond)
	for (let y = 0, pixel = 0; y < height; y++)
		for (let at = (y + 1) * wide + 1, end = at + width; at < end; at++, pixel++)
			framed[at] =
				values[pixel] === 1
					? Math.min(
							(framed[at - 1] ?? 0) + 1,
							(framed[at - wide] ?? 0) + 1,
							(framed[at - wide - 1] ?? 0) + diagonal,
							(framed[at - wide + 1] ?? 0) + diagonal
						)
					: 0
	for (let y = height - 1, pixel = values.length - 1; y >= 0; y--)
		for (let at = (y + 1) * wide + width, start = at - width; at > start; at--, pixel--)
			if (values[pixel] === 1)
				far.values[pixel] = framed[at] = Math.min(
					framed[at] ?? 0,
					(framed[at + 1] ?? 0) + 1,
					(framed[at + wide] ?? 0) + 1,
					(framed[at + wide + 1] ?? 0) + diagonal,
					(framed[at + wide - 1] ?? 0) + diagonal
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
