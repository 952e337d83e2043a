import { flipped, newPlane, type Plane } from './picture.ts'

/**
 * Another size: each new pixel is the mean of the area it covers where the picture shrinks, and lies on the straight line
 * between its neighbours where it grows. One direction after the other.
 */
export const resize = (picture: Plane, width: number, height: number): Plane =>
	flipped(resizeRows(flipped(resizeRows(picture, width)), height))

/** As many times as large, each side at least one pixel. */
export const scaled = (picture: Plane, scale: number): Plane =>
	resize(picture, Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)))

function resizeRows(picture: Plane, width: number): Plane {
	if (width === picture.width) return picture
	const result = newPlane(width, picture.height)
	const scale = picture.width / width
	const taken = Array.from({ length: width }, (_, x) =>
		scale > 1 ? covered(x * scale, (x + 1) * scale) : between((x + 0.5) * scale - 0.5, picture.width)
	)
	for (let y = 0; y < picture.height; y++)
		for (let x = 0; x < width; x++) {
			const { first, weights } = taken[x] ?? nothing
			const from = y * picture.width + first
			let sum = 0
			for (let n = 0; n < weights.length; n++) sum += (weights[n] ?? 0) * (picture.values[from + n] ?? 0)
			result.values[y * width + x] = sum
		}
	return result
}

/** Pixels side by side, from `first` on, and how much each of them counts; together they count 1. */
interface Taken {
	first: number
	weights: Float64Array
}

const nothing: Taken = { first: 0, weights: new Float64Array() }

/** The pixels from `from` to `to`, each by the share of that length it takes. */
function covered(from: number, to: number): Taken {
	const first = Math.floor(from)
	const length = Math.ceil(to - 1e-9) - first
	const share = (place: number) => (Math.min(to, place + 1) - Math.max(from, place)) / (to - from)
	return { first, weights: Float64Array.from({ length }, (_, n) => share(first + n)) }
}

/** The two pixels on either side of a place, or the last one at the edge. */
function between(place: number, length: number): Taken {
	const first = Math.min(length - 1, Math.max(0, Math.floor(place)))
	const far = Math.max(0, place - first)
	return { first, weights: first === length - 1 ? Float64Array.of(1) : Float64Array.of(1 - far, far) }
}
