import type { RunRow } from '../../shared/runs.ts'

export type RunIndex = ReturnType<typeof runIndex>

/**
 * The newest row of every run. Rows come in portions, when all are read, and one by one from the feed; what the feed
 * tells while a reading is under way is newer than any portion that may still be on its way, removals above all.
 */
export function runIndex() {
	const byId = new Map<number, RunRow>()
	let told: Set<number> | null = null

	return {
		find: (run: number): RunRow | undefined => byId.get(run),
		/** Newest first. */
		rows: (): RunRow[] => [...byId.values()].sort((a, b) => b.id - a.id),
		/** From the feed. */
		take(row: RunRow): void {
			told?.add(row.id)
			byId.set(row.id, row)
		},
		remove(run: number): void {
			told?.add(run)
			byId.delete(run)
		},
		/** Begins to read everything anew and gives up any reading before it; both answers say whether it still counts. */
		read() {
			const news = (told = new Set<number>())
			const there = new Set<number>()
			return {
				arrived(rows: readonly RunRow[]): boolean {
					if (told !== news) return false
					for (const row of rows) {
						there.add(row.id)
						if (!news.has(row.id)) byId.set(row.id, row)
					}
					return true
				},
				/** Everything has arrived: what was in no portion is gone. */
				end(): boolean {
					if (told !== news) return false
					told = null
					for (const run of byId.keys()) if (!there.has(run) && !news.has(run)) byId.delete(run)
					return true
				}
			}
		}
	}
}

/** The row with a number in a list that is newest first. */
export function rowIn<Row extends { id: number }>(list: readonly Row[], run: number): Row | undefined {
	let [low, high] = [0, list.length]
	while (low < high) {
		const middle = (low + high) >> 1
		if ((list[middle]?.id ?? 0) > run) low = middle + 1
		else high = middle
	}
	return list[low]?.id === run ? list[low] : undefined
}
