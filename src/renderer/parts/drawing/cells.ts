import { arrow, cross, type Figure, type Glyph } from './figure.ts'
import { dots } from './units.ts'

const [width, height] = [34, 24]
const places = [-58, -16, 58]
const gap = 21

/** A recurrent layer, unrolled: the same cell for the first, the second … the last row, each handing its state to the next. */
export function unrolled(steps: number, givesEveryStep: boolean): Glyph {
	const names = ['1', '2', String(steps)]
	const middle = width / 2
	const ways = [
		[places[0], places[1], height / 2],
		[places[1], gap, 9],
		[gap, places[2], height / 2]
	] as const
	const hands = ways.map(([from = 0, to = 0, end], index): Figure => {
		const start = from + (index === 2 ? 9 : height / 2)
		return { kind: 'path', look: 'arrow', d: arrow({ x: middle, y: start + 1 }, { x: middle, y: to - end - 1 }) }
	})
	const last = places.length - 1
	return {
		...sides(givesEveryStep ? places : [places[last] ?? 0]),
		figures: [...boxes(names, null), ...hands, ...dots(middle, gap)]
	}
}

/** A sequence that is handed through, with one of its steps struck out where numbers are switched off. */
export function steps(count: number): Glyph {
	return { ...sides(places), figures: [...boxes(['1', '2', String(count)], 1), ...dots(width / 2, gap)] }
}

const sides = (outs: readonly number[]) => ({
	width,
	height: 2 * 58 + height,
	ins: places.map((y) => ({ x: 0, y })),
	outs: outs.map((y) => ({ x: width, y })),
	front: null
})

const boxes = (names: readonly string[], off: number | null) =>
	places.flatMap((y, index): Figure[] => [
		{ kind: 'rect', look: off === index ? 'off' : 'cell', x: 0, y: y - height / 2, width, height, round: 5 },
		off === index
			? { kind: 'path', look: 'strike', d: cross({ x: width / 2, y }, 7) }
			: { kind: 'text', x: width / 2, y: y + 4, text: names[index] ?? '' }
	])
