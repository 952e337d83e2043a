import { flipped, newPlane, type Plane } from './picture.ts'

/** Each pixel becomes the largest within `radius` pixels in both directions (a square). */
export const dilate = (picture: Plane, radius: number): Plane =>
	flipped(largestInRows(flipped(largestInRows(picture, radius)), radius))

/** Each pixel becomes the smallest within `radius` pixels in both directions. */
export const erode = (picture: Plane, radius: number): Plane => negated(dilate(negated(picture), radius))

/** Fills what is darker than its surroundings and narrower than the square. */
export const close = (picture: Plane, radius: number): Plane => erode(dilate(picture, radius), radius)

export function negated({ width, height, values }: Plane): Plane {
	const negative = newPlane(width, height)
	for (let pixel = 0; pixel < values.length; pixel++) negative.values[pixel] = -(values[pixel] ?? 0)
	return negative
}

/** In three comparisons a pixel, however large the radius (van Herk 1992; Gil and Werman 1993). */
function largestInRows({ width, height, values }: Plane, radius: number): Plane {
	const result = newPlane(width, height)
	const span = 2 * radius + 1
	const length = Math.ceil((width + 2 * radius) / span) * span
	const row = new Float32Array(length).fill(-Infinity)
	const [forward, backward] = [new Float32Array(length), new Float32Array(length)]
	for (let y = 0; y < height; y++) {
		row.set(values.subarray(y * width, (y + 1) * width), radius)
		for (let start = 0; start < length; start += span) {
			let most = -Infinity
			for (let place = start; place < start + span; place++) forward[place] = most = Math.max(most, row[place] ?? 0)
			most = -Infinity
			for (let place = start + span - 1; place >= start; place--)
				backward[place] = most = Math.max(most, row[place] ?? 0)
		}
		for (let x = 0; x < width; x++)
			result.values[y * width + x] = Math.max(backward[x] ?? 0, forward[x + 2 * radius] ?? 0)
	}
	return result
}

/** Each pixel becomes the mean within `radius` pixels in both directions; the edge counts what is there. */
export const blur = (picture: Plane, radius: number): Plane =>
	flipped(meanOfRows(flipped(meanOfRows(picture, radius)), radius))

function meanOfRows({ width, height, values }: Plane, radius: number): Plane {
	const result = newPlane(width, height)
	const sums = new Float64Array(width + 1)
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) sums[x + 1] = (sums[x] ?? 0) + (values[y * width + x] ?? 0)
		for (let x = 0; x < width; x++) {
			const [from, to] = [Math.max(0, x - radius), Math.min(width, x + radius + 1)]
			result.values[y * width + x] = ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from)
		}
	}
	return result
}
