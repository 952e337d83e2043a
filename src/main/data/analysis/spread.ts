import type { Spread } from '../../../shared/analysis/analysis.ts'

/** The mean and the quantiles of some values, between two of them where they fall between (as NumPy does). All 0 for none. */
export function spread(values: Float64Array): Spread {
	const sorted = values.toSorted()
	const at = (share: number) => {
		const place = share * Math.max(0, sorted.length - 1)
		const below = sorted[Math.floor(place)] ?? 0
		return below + ((sorted[Math.ceil(place)] ?? 0) - below) * (place % 1)
	}
	const sum = values.reduce((total, value) => total + value, 0)
	return {
		mean: values.length === 0 ? 0 : sum / values.length,
		quantiles: [at(0.05), at(0.25), at(0.5), at(0.75), at(0.95)]
	}
}
