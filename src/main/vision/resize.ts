import { flipped, newPlane, type Plane } from './picture.ts'

/**
 * Another size: each new pixel is the mean of the area it covers where the picture shrinks, and lies on the straight line
 * between its neighbours where it grows.
 */
export function resize(picture: Plane, width: number, height: number): Plane {
	if (width >= picture.width && height >= picture.height) return grown(picture, width, height)
	return flipped(resizeRows(flipped(resizeRows(picture, width)), height))
}

/** Both directions at once, which is quicker where each pixel hangs on four. */
function grown(picture: Plane, width: number, height: number): Plane {
	const result = newPlane(width, height)
	const { first, second, share } = neighbours(picture.width, width)
	const rows = neighbours(picture.height, height)
	const { values } = picture
	// a row between two of the picture's
	const row = new Float64Array(picture.width)
	for (let y = 0, to = 0; y < height; y++) {
		const down = rows.share[y] ?? 0
		const above = (rows.first[y] ?? 0) * picture.width
		const below = (rows.second[y] ?? 0) * picture.width
		for (let x = 0; x < row.length; x++)
			row[x] = (values[above + x] ?? 0) * (1 - down) + (values[below + x] ?? 0) * down
		for (let x = 0; x < width; x++, to++) {
			const across = share[x] ?? 0
			result.values[to] = (row[first[x] ?? 0] ?? 0) * (1 - across) + (row[second[x] ?? 0] ?? 0) * across
		}
	}
	return result
}

/** For each of `length` pixels the two of `from` it lies between, and how far it is from the first one. */
function neighbours(from: number, length: number) {
	const [first, second, share] = [new Int32Array(length), new Int32Array(length), new Float64Array(length)]
	for (let place = 0; place < length; place++) {
		const at = Math.min(from - 1, Math.max(0, ((place + 0.5) * from) / length - 0.5))
		first[place] = Math.floor(at)
		second[place] = Math.min(from - 1, Math.floor(at) + 1)
		share[place] = at - Math.floor(at)
	}
	return { first, second, share }
}

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
