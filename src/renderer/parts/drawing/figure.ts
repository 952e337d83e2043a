/** What a figure stands for; its colours follow from that. */
export type Look =
	| 'unit'
	| 'off'
	| 'output'
	| 'dot'
	| 'plane'
	| 'picture'
	| 'stroke'
	| 'row'
	| 'kernel'
	| 'bar'
	| 'cell'
	| 'wire'
	| 'arrow'
	| 'strike'

/** Something to draw, in pixels. */
export type Figure =
	| { kind: 'circle'; look: Look; x: number; y: number; r: number }
	| { kind: 'rect'; look: Look; x: number; y: number; width: number; height: number; round: number }
	| { kind: 'path'; look: Look; d: string }
	| { kind: 'text'; x: number; y: number; text: string }

export interface Point {
	x: number
	y: number
}

export interface Box extends Point {
	width: number
	height: number
}

/** The picture of one layer: from 0 to `width`, and from -`height` / 2 to `height` / 2. */
export interface Glyph {
	width: number
	height: number
	figures: Figure[]
	/** Where wires come in, and where they go out. */
	ins: Point[]
	outs: Point[]
	/** The foremost plane of a stack, and how many pixels of the layer it is wide. */
	front: (Box & { pixels: number }) | null
}

export const line = (from: Point, to: Point) => `M${near(from.x)} ${near(from.y)}L${near(to.x)} ${near(to.y)}`

/** A cross in a circle or square around `at`. */
export const cross = ({ x, y }: Point, reach: number) =>
	line({ x: x - reach, y: y - reach }, { x: x + reach, y: y + reach }) +
	line({ x: x - reach, y: y + reach }, { x: x + reach, y: y - reach })

/** A line with a head at its end. */
export function arrow(from: Point, to: Point, head = 4): string {
	const [dx, dy] = [to.x - from.x, to.y - from.y]
	const length = Math.hypot(dx, dy) || 1
	const [ux, uy] = [(dx / length) * head, (dy / length) * head]
	const left = { x: to.x - ux - uy * 0.7, y: to.y - uy + ux * 0.7 }
	const right = { x: to.x - ux + uy * 0.7, y: to.y - uy - ux * 0.7 }
	return line(from, to) + line(left, to) + line(right, to)
}

const near = (value: number) => Number(value.toFixed(1))
