/**
 * A picture is bent by a net of knots, each moved at random by up to a number of pixels; pixels between them follow
 * smoothly, by uniform cubic B-splines (free-form deformation; Rueckert et al. 1999), in place of the blurred noise of
 * the elastic distortion of Simard, Steinkraus and Platt (2003).
 */

/** How many parts the net has along either side of the picture. */
const parts = 4
/** Knots along a side: a cubic spline needs one more before and two behind. */
const knotsAlong = parts + 3
export const knots = knotsAlong ** 2

/** How much each of a spline's four knots counts at a share `t` of the way through a part; they sum to 1. */
const spline = (t: number) => [
	(1 - t) ** 3 / 6,
	(3 * t ** 3 - 6 * t ** 2 + 4) / 6,
	(-3 * t ** 3 + 3 * t ** 2 + 3 * t + 1) / 6,
	t ** 3 / 6
]

/** How much the knot `knot` of a side counts for the middle of the pixel `place` of `length`. */
function along(knot: number, place: number, length: number): number {
	const position = ((place + 0.5) / length) * parts
	const part = Math.floor(position)
	return spline(position - part)[knot - part] ?? 0
}

/** How much each knot counts for each pixel of a picture: knots × (height × width), row by row. */
export function net(height: number, width: number): Float32Array {
	const counts = new Float32Array(knots * height * width)
	for (let knot = 0, at = 0; knot < knots; knot++)
		for (let y = 0; y < height; y++)
			for (let x = 0; x < width; x++)
				counts[at++] = along(Math.floor(knot / knotsAlong), y, height) * along(knot % knotsAlong, x, width)
	return counts
}
