import { findComponents } from './components.ts'
import { flipped, heightOf, newMask, widthOf, type Mask } from './picture.ts'

/**
 * Takes the printed lines of paper out of a mask: straight, thin, and from one side of the picture nearly to the other.
 * Where a stroke crosses a line, the crossing stays. Answers how many lines there were.
 */
export function withoutLines(mask: Mask): { mask: Mask; lines: number } {
	const across = withoutRows(mask)
	const down = withoutRows(flipped(across.mask))
	return { mask: flipped(down.mask), lines: across.lines + down.lines }
}

/** The share of the picture's width that a line covers at least. */
const spans = 0.8

function withoutRows(mask: Mask): { mask: Mask; lines: number } {
	const { width, height } = mask
	const straight = longRuns(mask, Math.max(8, Math.round(width / 16)))
	if (!straight) return { mask, lines: 0 }
	const { labels, components } = findComponents(thickened(straight))
	const thick = Math.max(2, Math.round(0.02 * height))
	const lines = components.filter(
		({ box, area }) => widthOf(box) >= spans * width && area / widthOf(box) <= thick + 2 && heightOf(box) <= height / 4
	)
	if (lines.length === 0) return { mask, lines: 0 }
	const taken = new Set(lines.map(({ label }) => label))
	const isLine = (x: number, y: number) =>
		y >= 0 && y < height && taken.has(labels[y * width + x] ?? 0) && (straight.values[y * width + x] ?? 0) > 0
	const result = { ...mask, values: mask.values.slice() }
	for (let x = 0; x < width; x++)
		for (let y = 0; y < height; y++) {
			if (!isLine(x, y)) continue
			let end = y
			while (isLine(x, end)) end++
			// ink just above and just below: a stroke goes through
			const above = inkNear(mask, x, y - 1)
			const below = inkNear(mask, x, end)
			if (!(above && below)) for (let row = y; row < end; row++) result.values[row * width + x] = 0
			y = end
		}
	return { mask: result, lines: lines.length }
}

const inkNear = ({ width, height, values }: Mask, x: number, y: number) =>
	y >= 0 &&
	y < height &&
	[-1, 0, 1].some((dx) => x + dx >= 0 && x + dx < width && (values[y * width + x + dx] ?? 0) > 0)

/** The parts of rows where ink goes on for at least `length` pixels; null where they are too short together for a line. */
function longRuns({ width, height, values }: Mask, length: number): Mask | null {
	const runs = newMask(width, height)
	let together = 0
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			let end = x
			while (end < width && values[y * width + end] === 1) end++
			if (end - x >= length) {
				runs.values.fill(1, y * width + x, y * width + end)
				together += end - x
			}
			x = end
		}
	return together < spans * width ? null : runs
}

/** One pixel up and down, so that the steps of a line that is not quite level hang together. */
function thickened({ width, height, values }: Mask): Mask {
	const thick = newMask(width, height)
	for (let pixel = 0; pixel < values.length; pixel++)
		thick.values[pixel] = (values[pixel - width] ?? 0) | (values[pixel] ?? 0) | (values[pixel + width] ?? 0)
	return thick
}
