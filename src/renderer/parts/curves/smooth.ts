/**
 * Exponential moving average with bias correction, as TensorBoard smooths its scalars (the correction is Adam's: Kingma
 * and Ba 2015, section 3). With weight w the n-th answer is the mean of the first n values, each weighing w times as much
 * as its successor: without the division the curve would start near 0 instead of near its first value.
 * `weight` lies in [0, 1): 0 changes nothing. Values are handed over one by one, as epochs come.
 */
export function movingAverage(weight: number): (value: number) => number {
	let sum = 0
	let weights = 0
	return (value) => {
		sum = weight * sum + (1 - weight) * value
		weights = weight * weights + (1 - weight)
		return sum / weights
	}
}

/** The steps a person can choose from: about how many epochs an answer looks back, and the weight that does that. */
export const smoothings = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99] as const
