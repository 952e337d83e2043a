import { flipped, type Mask } from './picture.ts'

/** The steepest a printed line may run, in pixels down for each across. */
const steepest = 0.1
/** What share of its columns a line is seen in at least: strokes that cross it leave gaps. */
const seen = 0.6
/** How far from the sides of the picture a line may end, as a share of the width. */
const margin = 0.06

/**
 * Takes the printed lines of paper out of a mask: straight, thin, and from one side of the picture to the other. They are
 * looked for in `traces`, a mask that shows fainter marks as well. Where a stroke crosses a line, the crossing stays.
 * Answers how many lines there were.
 */
export function withoutLines(mask: Mask, traces: Mask): { mask: Mask; lines: number } {
	const { atLeft, atRight, atTop, atBottom } = marksAtSides(traces)
	const across = atLeft && atRight ? rowLines(traces) : []
	const down = atTop && atBottom ? rowLines(flipped(traces)) : []
	if (across.length + down.length === 0) return { mask, lines: 0 }
	const turned = flipped(wiped(mask, across))
	return { mask: flipped(wiped(turned, down)), lines: across.length + down.length }
}

/** At which sides so much is marked that a line may end there (see isWhole): on most paper nowhere, and none is looked for. */
function marksAtSides({ width, height, values }: Mask) {
	const count = (left: number, top: number, right: number, bottom: number) => {
		let marked = 0
		for (let y = Math.ceil(top); y < bottom; y++)
			for (let x = Math.ceil(left); x < right; x++) marked += values[y * width + x] ?? 0
		return marked
	}
	const [wide, high] = [margin * width, margin * height]
	return {
		atLeft: count(0, 0, wide, height) > wide / 3,
		atRight: count(width - wide, 0, width, height) > wide / 3,
		atTop: count(0, 0, width, high) > high / 3,
		atBottom: count(0, height - high, width, height) > high / 3
	}
}

/** No thicker can a line be, in pixels. */
const thickest = ({ height }: Mask) => Math.max(3, Math.round(0.02 * height))

/** The lines that run from left to right, the plainest first. */
function rowLines(traces: Mask): Line[] {
	const lines: Line[] = []
	let marks = thinMarks(traces)
	for (;;) {
		const line = findLine(marks, traces)
		if (!line) return lines
		lines.push(line)
		marks = marks.filter((mark) => distance(mark, line) > thickest(traces))
	}
}

/** The mask without its thin marks on the lines. */
function wiped(mask: Mask, lines: readonly Line[]): Mask {
	const values = mask.values.slice()
	for (const mark of thinMarks(mask))
		if (lines.some((line) => distance(mark, line) <= thickest(mask)))
			for (let y = mark.top; y < mark.bottom; y++) values[y * mask.width + mark.x] = 0
	return { ...mask, values }
}

const distance = ({ x, top, bottom }: Mark, { start, slope }: Line) => Math.abs((top + bottom) / 2 - start - slope * x)

/** What is marked in one column without a gap. */
interface Mark {
	x: number
	top: number
	bottom: number
}

/** Where the mask is thin from top to bottom, which strokes that cross a line are not. */
function thinMarks(mask: Mask): Mark[] {
	const { width, height, values } = mask
	const most = thickest(mask)
	const marks: Mark[] = []
	const tops = new Int32Array(width).fill(-1)
	for (let y = 0; y <= height; y++)
		for (let x = 0; x < width; x++) {
			const top = tops[x] ?? -1
			if (y < height && values[y * width + x] === 1) {
				if (top < 0) tops[x] = y
			} else if (top >= 0) {
				if (y - top <= most) marks.push({ x, top, bottom: y })
				tops[x] = -1
			}
		}
	return marks
}

interface Line {
	/** Pixels from the top at the left side. */
	start: number
	slope: number
}

/** The line that most marks lie on, a vote of each for all lines through it (Hough 1962); null where none is a line. */
function findLine(marks: readonly Mark[], { width, height }: Mask): Line | null {
	if (marks.length < seen * width) return null
	const steps = Math.ceil(steepest * Math.min(width, 400))
	const reach = Math.ceil(steepest * width)
	const votes = new Uint16Array(height + 2 * reach + 2)
	let best: Line | null = null
	let most = seen * width
	for (let step = -steps; step <= steps; step++) {
		const slope = (step / steps) * steepest
		votes.fill(0)
		for (const { x, top, bottom } of marks) {
			const place = Math.round((top + bottom) / 2 - slope * x) + reach
			votes[place] = (votes[place] ?? 0) + 1
		}
		for (let place = 1; place < votes.length; place++) {
			// a line is seldom in the middle of a pixel: two neighbours count together
			const together = (votes[place - 1] ?? 0) + (votes[place] ?? 0)
			const line = { start: place - 0.5 - reach, slope }
			if (together > most && isWhole(marks, line, width)) [best, most] = [line, together]
		}
	}
	return best
}

/** Whether a line is seen at both sides of the picture, as rows of digits, however straight, are not. */
function isWhole(marks: readonly Mark[], line: Line, width: number): boolean {
	const side = margin * width
	const on = marks.filter((mark) => distance(mark, line) <= 1.5)
	return on.filter(({ x }) => x < side).length > side / 3 && on.filter(({ x }) => x >= width - side).length > side / 3
}
