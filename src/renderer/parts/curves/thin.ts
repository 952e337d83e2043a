import type { Place, Range } from './view.ts'

/**
 * The places in `range`, with one more on either side so that lines go on to the edge. Where more than four fall on a
 * column of pixels, the first, lowest, highest and last of the column are kept: it looks the same, and no spike is lost.
 */
export function thin(points: readonly Place[], { from, to }: Range, columns: number): Place[] {
	const first = Math.max(0, firstFrom(points, from) - 1)
	let end = firstFrom(points, to)
	while ((points[end]?.x ?? Infinity) <= to) end++
	const seen = points.slice(first, end + 1)
	if (seen.length <= 4 * columns) return seen
	const kept: Place[] = []
	const width = (to - from) / columns
	for (let start = 0; start < seen.length;) {
		const column = Math.floor((x(seen, start) - from) / width)
		let [lowest, highest, stop] = [start, start, start + 1]
		for (; stop < seen.length && Math.floor((x(seen, stop) - from) / width) === column; stop++) {
			if (y(seen, stop) < y(seen, lowest)) lowest = stop
			if (y(seen, stop) > y(seen, highest)) highest = stop
		}
		let before = -1
		for (const index of [start, Math.min(lowest, highest), Math.max(lowest, highest), stop - 1]) {
			const place = seen[index]
			if (place && index > before) kept.push(place)
			before = Math.max(before, index)
		}
		start = stop
	}
	return kept
}

const x = (places: readonly Place[], index: number) => places[index]?.x ?? NaN
const y = (places: readonly Place[], index: number) => places[index]?.y ?? NaN

/** The index of the first place at or after `x`; the places are in order. */
export function firstFrom(points: readonly { x: number }[], x: number): number {
	let [low, high] = [0, points.length]
	while (low < high) {
		const middle = (low + high) >> 1
		if ((points[middle]?.x ?? Infinity) < x) low = middle + 1
		else high = middle
	}
	return low
}
