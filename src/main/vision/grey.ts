import { newPlane, type Colour, type Plane } from './picture.ts'

/**
 * One number a pixel, from 0 to 1. `luminance` is what an eye sees (Rec. 709's weights); `contrast` looks along the
 * direction in which the picture's colours differ most (its first principal component), so that yellow ink on white paper
 * is as plain as black.
 */
export function toGrey(picture: Colour, by: 'luminance' | 'contrast'): Plane {
	const [red, green, blue] = by === 'luminance' ? luminance : contrastAxis(picture)
	const grey = newPlane(picture.width, picture.height)
	const { values } = grey
	const { rgb } = picture
	let low = 0
	for (let pixel = 0, from = 0; pixel < values.length; pixel++, from += 3) {
		const value = (red * (rgb[from] ?? 0) + green * (rgb[from + 1] ?? 0) + blue * (rgb[from + 2] ?? 0)) / 255
		if (value < low) low = value
		values[pixel] = value
	}
	// along an axis between colours, values may be negative: moved so that the darkest is 0
	if (low < 0) for (let pixel = 0; pixel < values.length; pixel++) values[pixel] = (values[pixel] ?? 0) - low
	return grey
}

type Axis = readonly [number, number, number]
const luminance: Axis = [0.2126, 0.7152, 0.0722]

/** The first principal component of the colours, pointing to where it is lighter; luminance where all colours are one. */
function contrastAxis({ width, height, rgb }: Colour): Axis {
	const step = Math.max(1, Math.floor((width * height) / 2500))
	const count = Math.ceil((width * height) / step)
	const sums = { r: 0, g: 0, b: 0, rr: 0, rg: 0, rb: 0, gg: 0, gb: 0, bb: 0 }
	for (let at = 0, end = width * height * 3; at < end; at += 3 * step) {
		const r = rgb[at] ?? 0
		const g = rgb[at + 1] ?? 0
		const b = rgb[at + 2] ?? 0
		sums.r += r
		sums.g += g
		sums.b += b
		sums.rr += r * r
		sums.rg += r * g
		sums.rb += r * b
		sums.gg += g * g
		sums.gb += g * b
		sums.bb += b * b
	}
	const covariance = (product: number, a: number, b: number) => product / count - (a / count) * (b / count)
	const { r, g, b } = sums
	const [rr, rg, rb] = [covariance(sums.rr, r, r), covariance(sums.rg, r, g), covariance(sums.rb, r, b)]
	const [gg, gb, bb] = [covariance(sums.gg, g, g), covariance(sums.gb, g, b), covariance(sums.bb, b, b)]
	let [red, green, blue] = luminance
	// the power method: multiplied again and again, every vector turns to the largest component
	for (let round = 0; round < 30; round++) {
		const toRed = rr * red + rg * green + rb * blue
		const toGreen = rg * red + gg * green + gb * blue
		const toBlue = rb * red + gb * green + bb * blue
		const length = Math.hypot(toRed, toGreen, toBlue)
		if (length < 1e-6) return luminance
		red = toRed / length
		green = toGreen / length
		blue = toBlue / length
	}
	const sum = luminance[0] * red + luminance[1] * green + luminance[2] * blue
	const sign = (Math.sign(sum) || 1) / (Math.abs(red) + Math.abs(green) + Math.abs(blue))
	return [red * sign, green * sign, blue * sign]
}
