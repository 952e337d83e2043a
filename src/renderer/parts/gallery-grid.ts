/** Between two tiles, in CSS pixels. */
export const gap = 8
/** Between a tile's edge and its image, the border included. */
export const tilePadding = 6

/** How many rows are drawn beyond those that can be seen: a wheel's step is drawn before it is scrolled to. */
const beyond = 3

export const columnsIn = (width: number, tile: number) => Math.max(1, Math.floor((width + gap) / (tile + gap)))

/** The rows that are drawn: those in sight, some beyond, and always the one that Tab leads to. */
export function rowsIn(first: number, last: number, count: number, current: number): number[] {
	const from = Math.min(count, Math.max(0, first - beyond))
	const to = Math.max(from, Math.min(count, last + beyond))
	const rows = Array.from({ length: to - from }, (_, place) => from + place)
	if (count === 0 || (current >= from && current < to)) return rows
	return current < from ? [current, ...rows] : [...rows, current]
}

/** Where a key leads from a position in a grid, as in the ARIA pattern for grids; null where it leads nowhere. */
export function stepBy(
	key: string,
	control: boolean,
	position: number,
	columns: number,
	page: number,
	count: number
): number | null {
	const row = position - (position % columns)
	const within = (next: number) => (next >= 0 && next < count && next !== position ? next : null)
	const below = (rows: number) => within(Math.min(position + rows * columns, count - 1))
	switch (key) {
		case 'ArrowLeft':
			return within(position - 1)
		case 'ArrowRight':
			return within(position + 1)
		case 'ArrowUp':
			return within(position - columns)
		case 'ArrowDown':
			return row + columns < count ? below(1) : null
		case 'PageUp':
			return within(Math.max(position - page * columns, position % columns))
		case 'PageDown':
			return below(page)
		case 'Home':
			return within(control ? 0 : row)
		case 'End':
			return within(control ? count - 1 : Math.min(row + columns, count) - 1)
		default:
			return null
	}
}
