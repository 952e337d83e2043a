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
		const column = Math.floor(((seen[start]?.x ?? 0) - from) / width)
		let stop = start + 1
		while (stop < seen.length && Math.floor(((seen[stop]?.x ?? 0) - from) / width) === column) stop++
		kept.push(...ends(seen.slice(start, stop)))
		start = stop
	}
	return kept
}

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

function ends(column: Place[]): Place[] {
	let [lowest, highest] = [0, 0]
	for (const [index, { y }] of column.entries()) {
		if (y < (column[lowest]?.y ?? y)) lowest = index
		if (y > (column[highest]?.y ?? y)) highest = index
	}
	const kept = [...new Set([0, lowest, highest, column.length - 1])].sort((a, b) => a - b)
	return kept.flatMap((index) => column[index] ?? [])
}
