/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b)
	const middle = sorted.length / 2
	return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle) - 1] ?? NaN)) / 2
}

/** Mean and sample standard deviation (over n − 1). */
export function meanAndDeviation(values: readonly number[]): { mean: number; deviation: number } {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length
	const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
	return { mean, deviation: Math.sqrt(squares / (values.length - 1)) }
}
