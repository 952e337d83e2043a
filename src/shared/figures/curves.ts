import { frame, round, type Drawing, type Shape } from './drawing.ts'
import { epochs } from './epochs.ts'
import { ticks } from './ticks.ts'

export interface CurveLine {
	title: string
	/** Its colour, and how it is drawn: "s3", "s3 dashed". */
	look: string
	/** By epoch; null where nothing was measured. */
	points: readonly { epoch: number; value: number | null }[]
}

/** As many points of a line as can be told apart. */
const most = 240

/** Lines over epochs, with their names at the right end of the floor's title. */
export function curves(
	lines: readonly CurveLine[],
	{ title, say }: { title: string; say: (value: number) => string },
	width: number
): Drawing {
	const height = 230
	const values = lines.flatMap(({ points }) => points.flatMap(({ value }) => (value === null ? [] : [value])))
	const [least, top] = values.reduce(
		([low, high], value) => [Math.min(low, value), Math.max(high, value)],
		[Infinity, -Infinity]
	)
	const [from, to] =
		values.length === 0 ? [0, 1] : [least - (top - least || 0.01) * 0.05, top + (top - least || 0.01) * 0.05]
	const room = frame(width, height, { from, to, marks: ticks(from, to, 5), say })
	const last = Math.max(2, ...lines.map(({ points }) => points.at(-1)?.epoch ?? 1))
	const { x, shapes: axis } = epochs(room, room.right, last, title)
	const drawn = lines.flatMap(({ title: says, look, points }): Shape[] => {
		const every = Math.ceil(points.length / most)
		const kept = points.filter(
			({ value }, place) => value !== null && (place % every === 0 || place === points.length - 1)
		)
		const d = kept.map(
			({ epoch, value }, place) => `${place === 0 ? 'M' : 'L'}${x(epoch)} ${round(room.y(value ?? 0))}`
		)
		const [only] = kept
		if (kept.length === 1 && only)
			return [{ kind: 'circle', look: `fill ${look}`, says, x: x(only.epoch), y: round(room.y(only.value ?? 0)), r: 3 }]
		return d.length === 0 ? [] : [{ kind: 'path', look: `line ${look}`, says, d: d.join('') }]
	})
	return { width, height, shapes: [...room.shapes, ...axis, ...drawn] }
}

/** Two drawings beside each other, each half as wide. */
export function beside(one: (width: number) => Drawing, other: (width: number) => Drawing, width: number): Drawing {
	const half = Math.floor((width - 16) / 2)
	const [left, right] = [one(half), other(half)]
	const moved = right.shapes.map((shape) => movedBy(shape, half + 16))
	return { width, height: Math.max(left.height, right.height), shapes: [...left.shapes, ...moved] }
}

function movedBy(shape: Shape, by: number): Shape {
	switch (shape.kind) {
		case 'line':
			return { ...shape, x1: shape.x1 + by, x2: shape.x2 + by }
		case 'path':
			// every command here is absolute, and pairs stand as "x y"
			return { ...shape, d: shape.d.replaceAll(/([ML])(-?[\d.]+)/g, (_, sign, x) => `${sign}${round(Number(x) + by)}`) }
		default:
			return { ...shape, x: shape.x + by }
	}
}
