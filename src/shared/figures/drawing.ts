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
	| { kind: 'text'; x: number; y: number; text: string; anchor: 'start' | 'middle' | 'end' }
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

/** Names below the floor, each in the middle of its share of the width; every other one is left out where they are too many. */
export function names({ left, right, bottom }: Frame, all: readonly string[], title: string): Shape[] {
	const step = (right - left) / all.length
	const every = Math.ceil(18 / step)
	const shapes = all.flatMap((text, place): Shape[] =>
		place % every === 0
			? [{ kind: 'text', look: 'mark', x: round(left + (place + 0.5) * step), y: bottom + 16, text, anchor: 'middle' }]
			: []
	)
	return [
		...shapes,
		{ kind: 'text', look: 'name', x: (left + right) / 2, y: bottom + 33, text: title, anchor: 'middle' }
	]
}
