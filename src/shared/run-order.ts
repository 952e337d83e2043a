import { runColumns, type RunColumnName } from './run-columns.ts'
import type { RunRow } from './runs.ts'

export interface RunOrder {
	column: RunColumnName
	/** The largest, latest or last in the alphabet first. */
	falling: boolean
}

/** The newest first, as runs come. */
export const usualOrder: RunOrder = { column: 'run', falling: true }

/** How a column is sorted when a person first asks for it. */
export function firstOrder(column: RunColumnName): RunOrder {
	return { column, falling: runColumns.find(({ name }) => name === column)?.largestFirst ?? false }
}

// "mlp-64" before "mlp-128", ä beside a
const alphabet = new Intl.Collator('en', { numeric: true })

/** A copy in that order; runs without a value last both ways, equal ones the newest first. */
export function sortRuns(runs: readonly RunRow[], { column, falling }: RunOrder): RunRow[] {
	const of = runColumns.find(({ name }) => name === column)?.of ?? ((run: RunRow) => run.id)
	const keyed = runs.map((run) => ({ run, key: of(run) }))
	const places = placesOf(keyed.flatMap(({ key }) => (typeof key === 'string' ? [key] : [])))
	const sign = falling ? -1 : 1
	const known = keyed.flatMap(({ run, key }) => {
		if (key === null) return []
		return [{ run, place: sign * (typeof key === 'string' ? (places.get(key) ?? 0) : key) }]
	})
	known.sort((a, b) => a.place - b.place || b.run.id - a.run.id)
	const missing = keyed.flatMap(({ run, key }) => (key === null ? [run] : []))
	return [...known.map(({ run }) => run), ...missing.sort((a, b) => b.id - a.id)]
}

/** Where each text stands in the alphabet. Thousands of runs share a few names: each is compared once, not per run. */
function placesOf(texts: readonly string[]): Map<string, number> {
	const sorted = [...new Set(texts)].sort((a, b) => alphabet.compare(a, b))
	return new Map(sorted.map((text, place) => [text, place]))
}
