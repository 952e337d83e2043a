/** What is to be laid out, in pixels of the screen except for `width` and `height`, which are pixels of the picture. */
export interface TilingNeeds {
	count: number
	width: number
	height: number
	/** As wide as it may become. */
	room: number
	/** As tall as it should become; it becomes taller when the smallest scale needs more. */
	tall: number
	/** Pixels of the screen for one of the picture, at least and at most. */
	least: number
	most: number
	gap: number
	/** The height of the words below each. */
	caption: number
}

/** Equal pictures in rows, each pixel of them `unit` × `unit` pixels of the screen. */
export interface Tiling {
	unit: number
	columns: number
	rows: number
	/** One picture. */
	tileWidth: number
	tileHeight: number
	/** From one to the next. */
	stepX: number
	stepY: number
	/** All of them. */
	width: number
	height: number
}

/** The largest pictures that all find room, in rows that are equally full. */
export function tile({ count, width, height, room, tall, least, most, gap, caption }: TilingNeeds): Tiling {
	for (let unit = Math.max(least, most); ; unit--) {
		const [tileWidth, tileHeight] = [width * unit, height * unit]
		const [stepX, stepY] = [tileWidth + gap, tileHeight + caption + gap]
		const fitting = Math.floor((room + gap) / stepX)
		const rows = Math.ceil(count / Math.max(1, fitting))
		if (unit > least && (fitting < 1 || rows * stepY - gap > tall)) continue
		const columns = Math.ceil(count / rows)
		const [all, high] = [columns * stepX - gap, rows * stepY - gap]
		return { unit, columns, rows, tileWidth, tileHeight, stepX, stepY, width: all, height: high }
	}
}

/** Which of `count` pictures lies at a point, or null between them. */
export function placeAt(tiling: Tiling, count: number, x: number, y: number): number | null {
	const [column, row] = [Math.floor(x / tiling.stepX), Math.floor(y / tiling.stepY)]
	const isInside = x - column * tiling.stepX < tiling.tileWidth && column >= 0 && column < tiling.columns && row >= 0
	const place = row * tiling.columns + column
	return isInside && place < count ? place : null
}

/** Where a key leads from one picture to the next; undefined for a key that leads nowhere. */
export function stepTo(key: string, place: number, count: number, columns: number): number | undefined {
	const steps: Record<string, number> = {
		ArrowLeft: place - 1,
		ArrowRight: place + 1,
		ArrowUp: place - columns,
		ArrowDown: place + columns,
		Home: 0,
		End: count - 1
	}
	const next = steps[key]
	if (next === undefined) return undefined
	return next < 0 || next >= count ? place : next
}
