import { newPlane, type Colour, type Plane } from './picture.ts'

/**
 * One number a pixel, from 0 to 1. `luminance` is what an eye sees (Rec. 709's weights); `contrast` looks along the
 * direction in which the picture's colours differ most (its first principal component), so that yellow ink on white paper
 * is as plain as black.
 */
export function toGrey(picture: Colour, by: 'luminance' | 'contrast'): Plane {
	const [red, green, blue] = by === 'luminance' ? luminance : contrastAxis(picture)
	const grey = newPlane(picture.width, picture.height)
	const { rgb } = picture
	for (let pixel = 0; pixel < grey.values.length; pixel++) {
		const from = pixel * 3
		grey.values[pixel] = (red * (rgb[from] ?? 0) + green * (rgb[from + 1] ?? 0) + blue * (rgb[from + 2] ?? 0)) / 255
	}
	return by === 'luminance' ? grey : stretched(grey)
}

type Axis = readonly [number, number, number]
const luminance: Axis = [0.2126, 0.7152, 0.0722]

/** The first principal component of the colours, pointing to where it is lighter; luminance where all colours are one. */
function contrastAxis({ width, height, rgb }: Colour): Axis {
	const step = Math.max(1, Math.floor((width * height) / 2500))
	const mean = [0, 0, 0]
	const cross = [0, 0, 0, 0, 0, 0, 0, 0, 0]
	let count = 0
	for (let pixel = 0; pixel < width * height; pixel += step, count++)
		for (let a = 0; a < 3; a++) {
			const one = rgb[pixel * 3 + a] ?? 0
			mean[a] = (mean[a] ?? 0) + one
			for (let b = 0; b < 3; b++) cross[a * 3 + b] = (cross[a * 3 + b] ?? 0) + one * (rgb[pixel * 3 + b] ?? 0)
		}
	const covariance = cross.map((sum, place) => {
		const [a, b] = [Math.floor(place / 3), place % 3]
		return sum / count - ((mean[a] ?? 0) / count) * ((mean[b] ?? 0) / count)
	})
	let axis = [...luminance]
	// the power method: multiplied again and again, every vector turns to the largest component
	for (let round = 0; round < 30; round++) {
		const next = [0, 1, 2].map((a) => axis.reduce((sum, weight, b) => sum + weight * (covariance[a * 3 + b] ?? 0), 0))
		const length = Math.hypot(...next)
		if (length < 1e-6) return luminance
		axis = next.map((weight) => weight / length)
	}
	const [red = 0, green = 0, blue = 0] = axis
	const sum = luminance[0] * red + luminance[1] * green + luminance[2] * blue
	const sign = (Math.sign(sum) || 1) / (Math.abs(red) + Math.abs(green) + Math.abs(blue))
	return [red * sign, green * sign, blue * sign]
}

/** Moved so that the darkest is 0: along an axis between colours, values may be negative. */
function stretched(grey: Plane): Plane {
	let low = Infinity
	for (const value of grey.values) low = Math.min(low, value)
	return low >= 0 ? grey : { ...grey, values: grey.values.map((value) => value - low) }
}
