import { flipped, newPlane, type Plane } from './picture.ts'

/**
 * Another size: each new pixel is the mean of the area it covers where the picture shrinks, and lies on the straight line
 * between its neighbours where it grows. One direction after the other.
 */
export const resize = (picture: Plane, width: number, height: number): Plane =>
	flipped(resizeRows(flipped(resizeRows(picture, width)), height))

function resizeRows(picture: Plane, width: number): Plane {
	if (width === picture.width) return picture
	const result = newPlane(width, picture.height)
	const scale = picture.width / width
	for (let x = 0; x < width; x++) {
		const weights = scale > 1 ? covered(x * scale, (x + 1) * scale) : between((x + 0.5) * scale - 0.5, picture.width)
		for (let y = 0; y < picture.height; y++) {
			let sum = 0
			for (const [place, weight] of weights) sum += weight * (picture.values[y * picture.width + place] ?? 0)
			result.values[y * width + x] = sum
		}
	}
	return result
}

/** Which pixels lie from `from` to `to`, and what share of that length each takes. */
function covered(from: number, to: number): [number, number][] {
	const weights: [number, number][] = []
	for (let place = Math.floor(from); place < to; place++) {
		const share = (Math.min(to, place + 1) - Math.max(from, place)) / (to - from)
		if (share > 1e-9) weights.push([place, share])
	}
	return weights
}

function between(place: number, length: number): [number, number][] {
	const low = Math.floor(place)
	const clamp = (at: number) => Math.min(length - 1, Math.max(0, at))
	return [
		[clamp(low), 1 - (place - low)],
		[clamp(low + 1), place - low]
	]
}
