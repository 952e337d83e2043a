import { incompleteBeta } from './beta.ts'

/** The probability that Student's t with `freedom` degrees of freedom is larger than `t` in size: a two-sided p. */
export function tTwoSided(t: number, freedom: number): number {
	if (!Number.isFinite(t)) return Number.isNaN(t) ? NaN : 0
	return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5)
}

/** The t that a variable with `freedom` degrees of freedom exceeds in size with probability `p`; 2.571 for .05 and 5. By bisection. */
export function tQuantile(p: number, freedom: number): number {
	let [low, high] = [0, 1]
	while (tTwoSided(high, freedom) > p) high *= 2
	for (let step = 0; step < 200 && high - low > 1e-14 * high; step++) {
		const middle = (low + high) / 2
		if (tTwoSided(middle, freedom) > p) low = middle
		else high = middle
	}
	return (low + high) / 2
}

/** The probability that Fisher's F with `above` and `below` degrees of freedom is larger than `f`. */
export const fTail = (f: number, above: number, below: number): number =>
	f <= 0 ? 1 : Number.isFinite(f) ? incompleteBeta(below / (below + above * f), below / 2, above / 2) : 0
