import type { Spread } from '../../../shared/study/result.ts'
import { tQuantile, tTwoSided } from './student.ts'

/**
 * Mean, standard deviation over n − 1, and Student's 95 % interval of the mean; null where there are too few values. Equal
 * values have no interval: accuracies come in steps of an image, so that a few are often equal by chance, which does not
 * make their mean certain.
 */
export function spreadOf(values: readonly number[]): Spread {
	const count = values.length
	if (count === 0) return { count, mean: null, deviation: null, interval: null }
	const mean = sum(values) / count
	if (count === 1) return { count, mean, deviation: null, interval: null }
	const deviation = Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / (count - 1))
	// but for rounding
	if (deviation <= 1e-9 * Math.abs(mean)) return { count, mean, deviation: 0, interval: null }
	const reach = (tQuantile(0.05, count - 1) * deviation) / Math.sqrt(count)
	return { count, mean, deviation, interval: { low: mean - reach, high: mean + reach } }
}

/**
 * The two-sided p of a paired t test, from the differences; null where there are fewer than two. Where they are all equal,
 * which that test takes for certainty, it is the sign-flip test's.
 */
export function pairedP({ count, mean, deviation }: Spread): number | null {
	if (mean === null || deviation === null) return null
	if (deviation === 0) return mean === 0 ? 1 : 2 / 2 ** count
	return tTwoSided(mean / (deviation / Math.sqrt(count)), count - 1)
}

/** As many differences as all their signs are tried for: 2¹⁶ sums in a millisecond. */
export const mostFlipped = 16

/**
 * The exact two-sided sign-flip test (Fisher 1935): of all ways to give the differences signs, the share whose sum is at
 * least as far from zero. Null where there are too many differences to try them all, or none.
 */
export function signFlip(differences: readonly number[]): number | null {
	const count = differences.length
	if (count === 0 || count > mostFlipped) return null
	const sizes = differences.map(Math.abs)
	const whole = sum(sizes)
	// rounding must not tell two equal sums apart
	const least = Math.abs(sum(differences)) - 1e-9 * whole
	const sign = sizes.map(() => 1)
	let [flipped, far] = [whole, 1]
	// each step flips one sign (Gray's code)
	for (let step = 1; step < 2 ** count; step++) {
		const place = 31 - Math.clz32(step & -step)
		sign[place] = -(sign[place] ?? 1)
		flipped += 2 * (sign[place] ?? 1) * (sizes[place] ?? 0)
		if (Math.abs(flipped) >= least) far++
	}
	return far / 2 ** count
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
