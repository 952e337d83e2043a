import type { Interaction } from '../../../shared/study/result.ts'
import { fTail } from './student.ts'

/**
 * Whether what one factor does depends on the other: the F test of the interaction in a two-way analysis of variance with
 * the seeds as blocks (Fisher 1935). `values[row][column][seed]`, all there; null with fewer than two of anything, or where
 * all seeds agree, so that nothing says how much is chance.
 */
export function interaction(values: readonly (readonly (readonly number[])[])[]): Interaction | null {
	const [rows, columns, seeds] = [values.length, values[0]?.length ?? 0, values[0]?.[0]?.length ?? 0]
	if (rows < 2 || columns < 2 || seeds < 2) return null
	const at = (row: number, column: number, seed: number) => values[row]?.[column]?.[seed] ?? NaN
	const [ofRows, ofColumns, ofSeeds] = [range(rows), range(columns), range(seeds)]
	const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length
	const cell = ofRows.map((row) => ofColumns.map((column) => mean(ofSeeds.map((seed) => at(row, column, seed)))))
	const rowMeans = cell.map(mean)
	const columnMeans = ofColumns.map((column) => mean(cell.map((row) => row[column] ?? NaN)))
	const seedMeans = ofSeeds.map((seed) =>
		mean(ofRows.flatMap((row) => ofColumns.map((column) => at(row, column, seed))))
	)
	const grand = mean(rowMeans)
	let [between, error] = [0, 0]
	for (const row of ofRows)
		for (const column of ofColumns) {
			const own = cell[row]?.[column] ?? NaN
			between += seeds * (own - (rowMeans[row] ?? 0) - (columnMeans[column] ?? 0) + grand) ** 2
			for (const seed of ofSeeds) error += (at(row, column, seed) - own - (seedMeans[seed] ?? 0) + grand) ** 2
		}
	const [above, below] = [(rows - 1) * (columns - 1), (rows * columns - 1) * (seeds - 1)]
	// but for rounding
	if (Math.sqrt(error / below) <= 1e-9 * Math.abs(grand)) return null
	const f = between / above / (error / below)
	return { f, freedom: [above, below], p: fTail(f, above, below) }
}

const range = (length: number) => Array.from({ length }, (_, place) => place)
