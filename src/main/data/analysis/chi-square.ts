import type { ChiSquare } from '../../../shared/analysis/analysis.ts'
import { chiSquareTail } from '../../../shared/chi-square-tail.ts'

/** Whether observed counts differ from expected ones by more than chance (Pearson 1900). Cells that expect nothing are left out. */
export function chiSquare(observed: readonly number[], expected: readonly number[], freedom: number): ChiSquare {
	const statistic = observed.reduce((sum, count, cell) => {
		const due = expected[cell] ?? 0
		return due > 0 ? sum + (count - due) ** 2 / due : sum
	}, 0)
	return { statistic, freedom, p: chiSquareTail(statistic, freedom) }
}
