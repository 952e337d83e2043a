import type { Layer } from '../../../shared/layers.ts'
import { arrow, line, type Figure, type Glyph, type Point } from './figure.ts'

/** A glyph and where its left end and its middle line lie. */
export interface Placed {
	glyph: Glyph
	x: number
	y: number
}

const at = ({ x, y }: Placed, point: Point): Point => ({ x: x + point.x, y: y + point.y })

/** What is drawn between two neighbours in a row, by the layer that takes what the other gives. */
export function wires(from: Placed, to: Placed, layer: Layer | undefined): Figure[] {
	const outs = from.glyph.outs.map((point) => at(from, point))
	const ins = to.glyph.ins.map((point) => at(to, point))
	switch (layer?.kind) {
		case 'dense':
			return wire(outs.flatMap((out) => ins.map((into) => [out, into] as const)))
		case 'conv2d':
			return window(from, to, layer.kernelSize)
		case 'maxPool2d':
		case 'averagePool2d':
			return window(from, to, layer.poolSize)
		case 'flatten':
			return wire(corners(from).map((corner, index) => [corner, ins[index] ?? corner] as const))
		default:
			return wire(outs.map((out, index) => [out, ins[nearest(out, ins, index, outs)] ?? out] as const))
	}
}

/** The end of a row of layers, and the beginning of the next. */
export const goesOn = (from: Placed): Figure[] => stub({ x: from.x + from.glyph.width + 6, y: from.y })
export const comesFrom = (to: Placed): Figure[] => stub({ x: to.x - 22, y: to.y })
const stub = (start: Point): Figure[] => [
	{ kind: 'path', look: 'arrow', d: arrow(start, { x: start.x + 16, y: start.y }, 5) }
]

function wire(pairs: readonly (readonly [Point, Point])[]): Figure[] {
	return [{ kind: 'path', look: 'wire', d: pairs.map(([out, into]) => line(out, into)).join('') }]
}

/** Like to like where both have as many; else to the one at the same height. */
function nearest(out: Point, ins: readonly Point[], index: number, outs: readonly Point[]): number {
	if (ins.length === outs.length) return index
	const far = ins.map(({ y }) => Math.abs(y - out.y))
	return far.indexOf(Math.min(...far))
}

/** A square of the picture before, seen by one place of the picture after. */
function window(from: Placed, to: Placed, size: number): Figure[] {
	const [source, target] = [from.glyph.front, to.glyph.front]
	if (!source || !target) return wire([[at(from, { x: from.glyph.width, y: 0 }), at(to, { x: 0, y: 0 })]])
	const side = Math.min(source.width, Math.max(4, (size / source.pixels) * source.width))
	const corner = at(from, { x: source.x + (source.width - side) * 0.72, y: source.y + (source.height - side) * 0.62 })
	const seen = at(to, { x: target.x + target.width * 0.3, y: target.y + target.height * 0.5 })
	const right = corner.x + side
	return [
		{ kind: 'rect', look: 'kernel', ...corner, width: side, height: side, round: 0 },
		{
			kind: 'path',
			look: 'kernel',
			d: line({ x: right, y: corner.y }, seen) + line({ x: right, y: corner.y + side }, seen)
		},
		{ kind: 'circle', look: 'dot', ...seen, r: 1.6 }
	]
}

const corners = (from: Placed): Point[] =>
	[-0.5, 0.5].map((end) => at(from, { x: from.glyph.width, y: end * from.glyph.height }))
