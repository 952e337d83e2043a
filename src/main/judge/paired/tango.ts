import type { Interval } from '../../../shared/wilson.ts'

const z = 1.959964

/**
 * 95 % score interval of the difference of two shares measured on the same `count` images, where the second alone is right on
 * `onlySecond` and the first alone on `onlyFirst` (Tango 1998). It holds 0 just where McNemar's statistic without
 * continuity correction is below 1.96 squared. Both ends lie in [-1, 1]; count 0 gives [-1, 1].
 */
export function tango(onlyFirst: number, onlySecond: number, count: number): Interval {
	if (count === 0) return { low: -1, high: 1 }
	const difference = (onlySecond - onlyFirst) / count
	const score = (delta: number) => {
		const spread = count * (2 * restricted(onlyFirst, onlySecond, count, delta) + delta * (1 - delta))
		const far = onlySecond - onlyFirst - count * delta
		return spread > 0 ? Math.abs(far) / Math.sqrt(spread) : far === 0 ? 0 : Infinity
	}
	return { low: bound(score, difference, -1), high: bound(score, difference, 1) }
}

/** The share of images that the first alone is right on, most likely if the true difference were `delta`. */
function restricted(onlyFirst: number, onlySecond: number, count: number, delta: number): number {
	const b = -onlyFirst - onlySecond + (2 * count - onlySecond + onlyFirst) * delta
	const c = -onlyFirst * delta * (1 - delta)
	const root = Math.sqrt(Math.max(0, b * b - 8 * count * c))
	// the same root, written so that nothing cancels
	return Math.max(0, b > 0 ? (-2 * c) / (root + b) : (root - b) / (4 * count))
}

/** Where the score, which grows from 0 at `from` towards `to`, passes z. */
function bound(score: (delta: number) => number, from: number, to: number): number {
	let [inside, outside] = [from, to]
	for (let step = 0; step < 60; step++) {
		const middle = (inside + outside) / 2
		if (score(middle) <= z) inside = middle
		else outside = middle
	}
	return inside
}
