import { crispScale } from './crisp.ts'

/** Between two tiles, in CSS pixels. */
export const gap = 8
/** Between a tile's edge and its image, the border included. */
export const tilePadding = 6

/** How many rows are drawn beyond those that can be seen: a wheel's step is drawn before it is scrolled to. */
const beyond = 3

/** About how wide an image is, in CSS pixels: three of the screen for each of its own where they are as large. */
const aboutWide = 84
/** The line below an image. */
const lineHeight = 22

/** Where everything stands in a gallery: lengths in CSS pixels but for those that say otherwise. */
export interface Layout {
	/** Pixels of the screen to a CSS pixel. */
	ratio: number
	columns: number
	/** Width and height of an image: as many whole pixels of the screen for each of its own. */
	size: number
	imageHeight: number
	/** Pixels of an image, from left to right. */
	imageWidth: number
	/** Pixels of the screen to a pixel of an image. */
	scale: number
	tile: number
	rowHeight: number
	/** Where each column begins, and how wide a row's images are from first to last, in pixels of the screen. */
	lefts: number[]
	width: number
}

/** Spreads as many columns as fit over a width, each beginning on a whole pixel of the screen. */
export function layOut(space: number, ratio: number, [high, wide]: readonly [number, number, ...number[]]): Layout {
	const scale = crispScale(aboutWide, ratio, Math.max(high, wide))
	const size = (wide * scale) / ratio
	const imageHeight = (high * scale) / ratio
	const tile = size + 2 * tilePadding
	const columns = Math.max(1, Math.floor((space + gap) / (tile + gap)))
	const step = columns > 1 ? (space - tile) / (columns - 1) : 0
	const lefts = Array.from({ length: columns }, (_, column) => Math.floor(column * step * ratio))
	const width = Math.round((lefts.at(-1) ?? 0) + size * ratio)
	return {
		ratio,
		columns,
		size,
		imageHeight,
		imageWidth: wide,
		scale,
		tile,
		rowHeight: Math.ceil(imageHeight + 2 * tilePadding + lineHeight + gap),
		lefts,
		width
	}
}

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
