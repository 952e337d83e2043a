import type { RunRow } from './runs.ts'

/** What can be asked for runs in portions. */
interface Listing {
	runs: { list(input: { before?: number; limit?: number }): Promise<RunRow[]> }
}

/** How many runs come at a time: a few milliseconds of work for the lab. */
const portion = 500

/** Every run, newest first, a portion at a time; `arrived` hears of each. */
export async function allRuns(calls: Listing, arrived: (rows: RunRow[]) => void = () => undefined): Promise<RunRow[]> {
	const all: RunRow[] = []
	for (;;) {
		const before = all.at(-1)?.id
		const rows = await calls.runs.list({ limit: portion, ...(before !== undefined && { before }) })
		arrived(rows)
		all.push(...rows)
		if (rows.length < portion) return all
	}
}
