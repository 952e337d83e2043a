/** A picture as shapes: the page draws them as elements, a report writes them down. What looks how is the styles' affair. */
export interface Drawing {
	width: number
	height: number
	shapes: Shape[]
}

/** `look` is one or more classes of the styles; `says` is what a pointer on it is told. */
export type Shape = { look: string; says?: string } & (
	| { kind: 'rect'; x: number; y: number; width: number; height: number; opacity?: number }
	| { kind: 'line'; x1: number; y1: number; x2: number; y2: number }
	| { kind: 'circle'; x: number; y: number; r: number }
	/** `turn` is by how many degrees it is turned around its place, clockwise. */
	| { kind: 'text'; x: number; y: number; text: string; anchor: 'start' | 'middle' | 'end'; turn?: number }
	| { kind: 'path'; d: string }
)

/** Colours that stand for one class each: eight, and then again. */
export const seriesLook = (place: number) => `s${(place % 8) + 1}`

/** To a tenth of a pixel. */
export const round = (value: number) => Math.round(value * 10) / 10

/** Where an upright axis stands and what it shows. */
export interface Frame {
	left: number
	right: number
	top: number
	bottom: number
	y: (value: number) => number
	/** The grid, its numbers and the floor. */
	shapes: Shape[]
}

/** Room for a picture of values from `from` to `to`, with lines at `marks`. */
export function frame(
	width: number,
	height: number,
	{ from, to, marks, say }: { from: number; to: number; marks: number[]; say: (value: number) => string }
): Frame {
	const [left, right, top, bottom] = [52, width - 8, 10, height - 40]
	const y = (value: number) => bottom - ((value - from) / (to - from || 1)) * (bottom - top)
	const shapes = marks.flatMap((mark): Shape[] => [
		{ kind: 'line', look: 'grid', x1: left, x2: right, y1: round(y(mark)), y2: round(y(mark)) },
		{ kind: 'text', look: 'mark', x: left - 6, y: round(y(mark) + 4), text: say(mark), anchor: 'end' }
	])
	shapes.push({ kind: 'line', look: 'axis', x1: left, x2: right, y1: bottom, y2: bottom })
	return { left, right, top, bottom, y, shapes }
}

/** How wide a letter of a mark is. */
export const letterWidth = 6.7

/** A name with at most so many letters. */
export const shortened = (name: string, most: number) => (name.length > most ? `${name.slice(0, most - 1)}…` : name)

/** A name that fits into so many pixels; where it has to be shortened, its `tail` stays whole. */
export function fitted(name: string, pixels: number, tail = ''): string {
	if (widthOf(name) <= pixels) return name
	const kept = name.endsWith(tail) ? tail : ''
	let room = pixels - widthOf(`…${kept}`)
	let head = ''
	for (const letter of name.slice(0, name.length - kept.length)) {
		room -= widthOf(letter)
		if (room < 0) break
		head += letter
	}
	return `${head.trimEnd()}…${kept}`
}

/**
 * About how wide a name is at 11 pixels, in one of the wider letters that it may be read in: a saved page takes those of
 * its reader. What is not Latin is taken for as wide as it is high.
 */
const widthOf = (name: string) => Array.from(name, widthOfLetter).reduce((sum, width) => sum + width, 0)

function widthOfLetter(letter: string): number {
	if (!/[\u0020-\u024f…–’]/.test(letter)) return 12
	if (/[mwMW@%…]/.test(letter)) return 11
	if (/[A-ZÀ-Þ&]/.test(letter)) return 8
	return /[ fijlrt.,:;'|()-]/.test(letter) ? 4.5 : 7
}

/**
 * Names below the floor, each in the middle of its share of the width: long ones in two lines by turns, and some left out
 * where they are too many.
 */
export function names({ left, right, bottom }: Frame, all: readonly string[], title: string): Shape[] {
	const step = (right - left) / all.length
	const longest = Math.min(16, Math.max(...all.map(({ length }) => length)))
	const wide = longest * letterWidth + 8
	const lines = wide > Math.max(18, step) ? 2 : 1
	const every = Math.ceil(Math.max(18, wide / lines) / step)
	const shapes = all.flatMap((text, place): Shape[] => {
		if (place % every !== 0) return []
		const y = bottom + (lines === 1 ? 16 : 13 + 12 * ((place / every) % 2))
		const x = round(left + (place + 0.5) * step)
		return [{ kind: 'text', look: 'mark', x, y, text: shortened(text, longest), anchor: 'middle' }]
	})
	const under = bottom + (lines === 1 ? 33 : 38)
	return [...shapes, { kind: 'text', look: 'name', x: (left + right) / 2, y: under, text: title, anchor: 'middle' }]
}
