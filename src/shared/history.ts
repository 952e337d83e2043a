import type { RunChange } from './lab.ts'
import type { RunRow } from './runs.ts'

/** What can be asked for runs in portions. */
interface Listing {
	runs: { list(input: { before?: number; limit?: number }): Promise<RunRow[]> }
}

/** What can be told to write on runs. */
interface Writing {
	runs: { edit(input: { runs: number[]; change: RunChange }): Promise<RunRow[]> }
}

/** How many runs come at a time: a few milliseconds of work for the lab. */
const portion = 250

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

/** How many runs are written on at a time: the lab finds, changes and tells of each. */
const handful = 50

/** Does something to any number of runs or pictures, a handful at a time. What was done before a refusal stays done. */
export async function inHandfuls(
	ids: readonly number[],
	deed: (ids: number[]) => Promise<unknown>,
	most = handful
): Promise<void> {
	for (let from = 0; from < ids.length; from += most) await deed(ids.slice(from, from + most))
}

/** Writes these tags on runs that have others already: each set that comes out is written once. */
export async function retag(
	calls: Writing,
	runs: readonly Pick<RunRow, 'id' | 'tags'>[],
	change: (tags: string[]) => string[]
): Promise<void> {
	const alike = Map.groupBy(runs, ({ tags }) => JSON.stringify(change(tags)))
	for (const [text, group] of alike) {
		const tags = JSON.parse(text) as string[]
		await inHandfuls(
			group.map(({ id }) => id),
			(some) => calls.runs.edit({ runs: some, change: { tags } })
		)
	}
}
