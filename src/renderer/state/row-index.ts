/**
 * The newest row of every run, or of every picture. Rows come in portions, when all are read, and one by one from the feed; what the feed
 * tells while a reading is under way is newer than any portion that may still be on its way, removals above all.
 */
export function rowIndex<Row extends { id: number }>() {
	const byId = new Map<number, Row>()
	let told: Set<number> | null = null

	return {
		find: (id: number): Row | undefined => byId.get(id),
		/** Newest first. */
		rows: (): Row[] => [...byId.values()].sort((a, b) => b.id - a.id),
		/** From the feed. */
		take(row: Row): void {
			told?.add(row.id)
			byId.set(row.id, row)
		},
		remove(id: number): void {
			told?.add(id)
			byId.delete(id)
		},
		/** Begins to read everything anew and gives up any reading before it; both answers say whether it still counts. */
		read() {
			const news = (told = new Set<number>())
			const there = new Set<number>()
			return {
				arrived(rows: readonly Row[]): boolean {
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
					for (const id of byId.keys()) if (!there.has(id) && !news.has(id)) byId.delete(id)
					return true
				}
			}
		}
	}
}

/** The row with a number in a list that is newest first. */
export function rowIn<Row extends { id: number }>(list: readonly Row[], wanted: number): Row | undefined {
	let [low, high] = [0, list.length]
	while (low < high) {
		const middle = (low + high) >> 1
		if ((list[middle]?.id ?? 0) > wanted) low = middle + 1
		else high = middle
	}
	return list[low]?.id === wanted ? list[low] : undefined
}
