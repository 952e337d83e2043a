/** A row that is drawn, of many that are not. */
export interface Drawn {
	index: number
	/** How many rows are left out just before it. */
	gap: number
}

/**
 * Which of `count` rows are drawn when those from `first` on fill a window of `height` rows: these, `spare` more on both
 * sides, and the one at `kept` (which has the focus) wherever it is. `after` is how many are left out at the end.
 */
export function windowOf(
	count: number,
	first: number,
	height: number,
	spare: number,
	kept: number | null
): { drawn: Drawn[]; after: number } {
	const from = Math.max(0, Math.min(first, count - height) - spare)
	const to = Math.min(count, first + height + spare)
	const places = Array.from({ length: Math.max(0, to - from) }, (_, place) => from + place)
	if (kept !== null && kept >= 0 && kept < count && (kept < from || kept >= to)) places.push(kept)
	places.sort((a, b) => a - b)
	const drawn = places.map((index, place) => ({ index, gap: index - ((places[place - 1] ?? -1) + 1) }))
	return { drawn, after: count - ((places.at(-1) ?? -1) + 1) }
}
