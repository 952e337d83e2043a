import { thresholds, type CoveragePoint } from '../../shared/calibration.ts'

/**
 * The risk–coverage curve (El-Yaniv, Wiener 2010, "On the Foundations of Noise-free Selective Classification"; with the
 * largest probability as the rule to answer by: Geifman, El-Yaniv 2017): for each of `thresholds`, how many images have
 * a largest probability of at least that, and how many of these are wrong. `sure` and `isRight` have an entry an image.
 */
export function coverage(sure: Float64Array, isRight: Uint8Array): CoveragePoint[] {
	const points = thresholds.map((threshold) => ({ threshold, answered: 0, wrong: 0 }))
	for (let image = 0; image < sure.length; image++) {
		const point = points[lastUpTo(sure[image] ?? 0)]
		if (!point) continue
		point.answered++
		point.wrong += 1 - (isRight[image] ?? 0)
	}
	// so far each image counts at the highest threshold it reaches; it reaches those below as well
	for (let index = points.length - 2; index >= 0; index--) {
		const [point, above] = [points[index], points[index + 1]]
		if (!point || !above) continue
		point.answered += above.answered
		point.wrong += above.wrong
	}
	return points
}

/** The index of the highest threshold that `share` reaches. */
function lastUpTo(share: number): number {
	let [low, high] = [0, thresholds.length]
	while (high - low > 1) {
		const middle = (low + high) >> 1
		if ((thresholds[middle] ?? Infinity) <= share) low = middle
		else high = middle
	}
	return low
}
