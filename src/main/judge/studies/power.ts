import type { Power } from '../../../shared/study/result.ts'
import { logGamma } from './beta.ts'
import { tQuantile } from './student.ts'

/**
 * What `seeds` paired seeds can show at a two-sided `alpha`: the mean difference, in standard deviations of the
 * differences, that a paired t test finds in 80 of 100 studies; and the least p that a sign-flip test can give.
 */
export function powerOf(seeds: number, alpha = 0.05): Power {
	const key = `${seeds} ${alpha}`
	const found = known.get(key) ?? worked(seeds, alpha)
	known.set(key, found)
	return found
}

/** A few milliseconds each, asked again and again. */
const known = new Map<string, Power>()

function worked(seeds: number, alpha: number): Power {
	const leastSignFlip = 2 / 2 ** seeds
	if (seeds < 2) return { seeds, alpha, effect: null, leastSignFlip }
	let [low, high] = [0, 1]
	while (pairedPower(high, seeds, alpha) < 0.8) high *= 2
	for (let step = 0; step < 40; step++) {
		const middle = (low + high) / 2
		if (pairedPower(middle, seeds, alpha) < 0.8) low = middle
		else high = middle
	}
	return { seeds, alpha, effect: (low + high) / 2, leastSignFlip }
}

/**
 * The probability that a two-sided paired t test finds a true mean difference of `effect` standard deviations: the
 * noncentral t, integrated over the standard deviation that happens to be estimated (Simpson's rule on its chi density).
 */
export function pairedPower(effect: number, seeds: number, alpha: number): number {
	const freedom = seeds - 1
	const critical = tQuantile(alpha, freedom)
	const shift = effect * Math.sqrt(seeds)
	const logFront = Math.log(2) + (freedom / 2) * Math.log(freedom / 2) - logGamma(freedom / 2)
	/** At s, the estimated standard deviation over the true one. */
	const at = (s: number) => {
		const power = freedom === 1 ? 1 : s ** (freedom - 1)
		const density = Math.exp(logFront - (freedom * s * s) / 2) * power
		return density * (below(shift - critical * s) + below(-critical * s - shift))
	}
	const most = 1 + 12 / Math.sqrt(freedom)
	const steps = 400
	let sum = 0
	for (let step = 0; step <= steps; step++) {
		const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2
		sum += weight * at((most * step) / steps)
	}
	return (sum * most) / steps / 3
}

/** The standard normal distribution function: a series near 0, a continued fraction far out (Abramowitz and Stegun 26.2.11, 26.2.14). */
export function below(z: number): number {
	const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
	const size = Math.abs(z)
	if (size > 3) {
		let fraction = 0
		for (let n = 60; n > 0; n--) fraction = n / (size + fraction)
		const tail = density / (size + fraction)
		return z > 0 ? 1 - tail : tail
	}
	let term = z
	let sum = z
	for (let n = 3; Math.abs(term) > 1e-17; n += 2) {
		term *= (z * z) / n
		sum += term
	}
	return 0.5 + density * sum
}
