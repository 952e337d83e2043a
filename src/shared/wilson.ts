/** Both ends are shares from 0 to 1. */
export interface Interval {
	low: number
	high: number
}

/** Wilson score interval for `hits` of `count` at 95 % (Wilson 1927). Both ends lie in [0, 1]; count 0 gives [0, 1]. */
export function wilson(hits: number, count: number): Interval {
	if (count === 0) return { low: 0, high: 1 }
	const z = 1.959964
	const share = hits / count
	const middle = (share + (z * z) / (2 * count)) / (1 + (z * z) / count)
	const reach = (z / (1 + (z * z) / count)) * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count))
	return { low: middle - reach, high: middle + reach }
}
