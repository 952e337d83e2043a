/** Points in a space of `size` dimensions, one after another; the first dimensions tell most about distances. */
export interface Points {
	count: number
	size: number
	values: Float32Array
}

/** The nearest of each query, nearest first: count × k; −1 and Infinity where there are fewer. */
export interface Nearest {
	k: number
	places: Int32Array
	/** Squared Euclidean distances. */
	squares: Float64Array
}

/** So many points are compared with all queries before the next: they stay in the processor's cache. */
const block = 1024
/** How many dimensions are added up before it is asked whether the point is too far already. */
const step = 8

/**
 * The `k` nearest of `points` for each of `queries`, exact: all are looked at, but a distance is given up once it is
 * larger than the k-th best so far, which principal components, largest first, show after a few. The earlier of equals
 * first. With `own`, query i is points[i] and is left out. `rest` hears of every block: the share that is done.
 */
export function nearestPoints(
	queries: Points,
	points: Points,
	k: number,
	{ own = false, rest }: { own?: boolean; rest?: (share: number) => void } = {}
): Nearest {
	const found: Nearest = {
		k,
		places: new Int32Array(queries.count * k).fill(-1),
		squares: new Float64Array(queries.count * k).fill(Infinity)
	}
	const [of, by] = [padded(queries), padded(points)]
	for (let from = 0; from < points.count; from += block) {
		const to = Math.min(from + block, points.count)
		for (let query = 0; query < queries.count; query++) compare(of, query, by, from, to, found, own ? query : -1)
		rest?.(to / points.count)
	}
	return found
}

/** Looks for neighbours of one query among points[from] to points[to − 1]. */
function compare(
	{ values: a, size }: Points,
	query: number,
	{ values: b }: Points,
	from: number,
	to: number,
	found: Nearest,
	own: number
): void {
	const { k, squares } = found
	const last = (query + 1) * k - 1
	const start = query * size
	const [a0 = 0, a1 = 0, a2 = 0, a3 = 0, a4 = 0, a5 = 0, a6 = 0, a7 = 0] = a.subarray(start, start + step)
	let farthest = squares[last] ?? Infinity
	for (let point = from, at = from * size; point < to; point++, at += size) {
		// written out, with `as number` where the index is certain: these lines run 600 million times
		const d0 = a0 - (b[at] as number)
		const d1 = a1 - (b[at + 1] as number)
		const d2 = a2 - (b[at + 2] as number)
		const d3 = a3 - (b[at + 3] as number)
		const d4 = a4 - (b[at + 4] as number)
		const d5 = a5 - (b[at + 5] as number)
		const d6 = a6 - (b[at + 6] as number)
		const d7 = a7 - (b[at + 7] as number)
		let sum = d0 * d0 + d1 * d1 + d2 * d2 + d3 * d3 + d4 * d4 + d5 * d5 + d6 * d6 + d7 * d7
		for (let next = step; next < size && sum < farthest;) {
			for (const end = next + step; next < end; next++) {
				const difference = (a[start + next] as number) - (b[at + next] as number)
				sum += difference * difference
			}
		}
		if (sum >= farthest || point === own) continue
		insert(found, query, point, sum)
		farthest = squares[last] as number
	}
}

function insert({ k, places, squares }: Nearest, query: number, point: number, sum: number): void {
	let at = (query + 1) * k - 1
	for (; at > query * k && (squares[at - 1] as number) > sum; at--) {
		squares[at] = squares[at - 1] as number
		places[at] = places[at - 1] as number
	}
	squares[at] = sum
	places[at] = point
}

/** The same points with zeros behind, so that whole steps fit. */
function padded(points: Points): Points {
	const size = Math.ceil(points.size / step) * step
	if (size === points.size) return points
	const values = new Float32Array(points.count * size)
	for (let point = 0; point < points.count; point++)
		values.set(points.values.subarray(point * points.size, (point + 1) * points.size), point * size)
	return { count: points.count, size, values }
}
