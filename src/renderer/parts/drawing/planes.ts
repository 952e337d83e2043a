import { readsDigits, type DataFacts } from '../../../shared/dataset.ts'
import { cross, line, type Figure, type Glyph } from './figure.ts'

/** Height, width and channels of what a layer gives on. */
type Size = readonly [number, number, number]

const pictureSide = 72
const shift = 3.5
/** A handwritten 2 on 28 × 28 pixels. */
const digit =
	'M8 10C8.500 4 19.500 4 19 10.500C18.500 15.500 9.500 17.500 8 22.500C11.500 20 15.500 23.800 20.500 21.500'

/** The image that comes in, with a digit on it where it is of digits; cut into rows where a layer reads it row by row. */
export function picture(facts: DataFacts, inRows: boolean): Glyph {
	const [high, wide] = facts.image
	const pixel = pictureSide / Math.max(high, wide)
	const [width, height] = [wide * pixel, high * pixel]
	const half = height / 2
	const rows = inRows ? Array.from({ length: 13 }, (_, row) => -half + ((row + 1) * height) / 14) : []
	const ports = inRows ? [0.5, 1.5, 27.5] : [2, 6, 10, 14, 18, 22, 26]
	return {
		width,
		height,
		figures: [
			{ kind: 'rect', look: 'picture', x: 0, y: -half, width, height, round: 2 },
			...(readsDigits(facts)
				? [{ kind: 'path', look: 'stroke', d: strokes(digit, pixel, -half) } as const satisfies Figure]
				: []),
			...rows.map((y): Figure => ({ kind: 'path', look: 'row', d: line({ x: 0, y }, { x: width, y }) }))
		],
		ins: [],
		outs: ports.map((row) => ({ x: width, y: -half + (row * height) / 28 })),
		front: { x: 0, y: -half, width, height, pixels: wide }
	}
}

/** A path with every x and y times `scale`, and every y moved by `down` as well. */
const strokes = (path: string, scale: number, down: number) =>
	path.replace(
		/([\d.]+) ([\d.]+)/g,
		(_, x: string, y: string) => `${(Number(x) * scale).toFixed(1)} ${(Number(y) * scale + down).toFixed(1)}`
	)

/** Feature maps one behind another: sides in proportion to the image's, as many as the logarithm of the channels. */
export function stack([highest, widest]: DataFacts['image'], [high, wide, channels]: Size, isStruck = false): Glyph {
	const side = (pixels: number) => 14 + (pixels / Math.max(highest, widest)) * (pictureSide - 14)
	const [width, height] = [side(wide), side(high)]
	const count = Math.min(10, 1 + Math.round(Math.log2(channels)))
	const depth = (count - 1) * shift
	const top = -(height + depth) / 2
	const planes = Array.from({ length: count }, (_, index): Figure => {
		const back = (count - 1 - index) * shift
		return {
			kind: 'rect',
			look: isStruck && index % 3 === 1 ? 'off' : 'plane',
			x: back,
			y: top + depth - back,
			width,
			height,
			round: 1
		}
	})
	const front = { x: 0, y: top + depth, width, height, pixels: wide }
	const middle = { x: width / 2, y: front.y + height / 2 }
	return {
		width: width + depth,
		height: height + depth,
		figures: isStruck
			? [...planes, { kind: 'path', look: 'strike', d: cross(middle, Math.min(width, height) * 0.3) }]
			: planes,
		ins: [{ x: 0, y: middle.y }],
		outs: [{ x: width, y: middle.y }],
		front
	}
}

/** Numbers laid out in one row: a bar, longer with the logarithm of how many. */
export function bar(size: number): Glyph {
	const height = Math.min(156, 50 + 26 * Math.log10(Math.max(1, size)))
	const width = 9
	const ys = Array.from({ length: 9 }, (_, index) => ((index - 4) / 4.5) * (height / 2))
	return {
		width,
		height,
		figures: [
			{ kind: 'rect', look: 'bar', x: 0, y: -height / 2, width, height, round: 2 },
			...ys.slice(0, -1).map((y): Figure => ({
				kind: 'path',
				look: 'wire',
				d: line({ x: 0, y: y + height / 18 }, { x: width, y: y + height / 18 })
			}))
		],
		ins: [
			{ x: 0, y: -height / 2 },
			{ x: 0, y: height / 2 }
		],
		outs: ys.map((y) => ({ x: width, y })),
		front: null
	}
}
