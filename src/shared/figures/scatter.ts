import { round, seriesLook, shortened, type Drawing, type Shape } from './drawing.ts'

export interface Cloud {
	x: readonly number[]
	y: readonly number[]
	labels: readonly number[]
	names: readonly string[]
}

/** Where each point of a cloud lies in a field of this size, with a margin; both axes have one scale. */
export function placed(
	{ x, y }: Pick<Cloud, 'x' | 'y'>,
	width: number,
	height: number
): { x: (point: number) => number; y: (point: number) => number } {
	const [left, right] = ends(x)
	const [low, high] = ends(y)
	const scale = Math.min((width - 24) / (right - left || 1), (height - 24) / (high - low || 1))
	return {
		x: (point) => width / 2 + ((x[point] ?? 0) - (left + right) / 2) * scale,
		y: (point) => height / 2 - ((y[point] ?? 0) - (low + high) / 2) * scale
	}
}

/** What is drawn from the middle of a mark on: each shape serves eight classes, a colour each. */
const marks = [
	'h0',
	'm-2-2l4 4m0-4l-4 4',
	'm-2.5 0h5m-2.5-2.5v5',
	'm0-2.5l2.5 4.5h-5z',
	'm-2.5 0h5',
	'm0-2.5v5',
	'm0-3l3 3l-3 3l-3-3z',
	'm-2-2h4v4h-4z'
] as const

/** The marks of some points as one path. Of 64 classes no two have the same shape and colour. */
export const marksAt = (label: number, points: readonly number[], at: ReturnType<typeof placed>): string =>
	points
		.map(
			(point) => `M${round(at.x(point))} ${round(at.y(point))}${marks[Math.floor(label / 8) % marks.length] ?? 'h0'}`
		)
		.join('')

/** Whether the marks of a class are dots, which are drawn thick, or lines. */
export const isDot = (label: number) => Math.floor(label / 8) % marks.length === 0

/** Marks, a shape and a colour for each class, and each class's name where the middle of its marks is. */
export function scatter(cloud: Cloud, width: number): Drawing {
	const height = Math.min(560, width * 0.75)
	const at = placed(cloud, width, height)
	const shapes = cloud.names.flatMap((_, label): Shape[] => {
		const d = marksAt(label, pointsOf(cloud.labels, label), at)
		return d === '' ? [] : [{ kind: 'path', look: `${isDot(label) ? 'dots' : 'marks'} ${seriesLook(label)}`, d }]
	})
	const titles = titlesOf(cloud, at).map(({ x, y, text }): Shape => ({
		kind: 'text',
		look: cloud.names.length > mostLarge ? 'place many' : 'place',
		x: round(x),
		y: round(y + 5),
		text,
		anchor: 'middle'
	}))
	return { width, height, shapes: [...shapes, ...titles] }
}

/** Of each class the point nearest to its median place: one that surely lies among the others. */
export function middles({ x, y, labels, names }: Cloud): { label: number; point: number }[] {
	return names.flatMap((_, label) => {
		const points = pointsOf(labels, label)
		const [mx, my] = [x, y].map(
			(all) => points.map((point) => all[point] ?? 0).sort((a, b) => a - b)[points.length >> 1] ?? 0
		)
		const far = (point: number) => Math.hypot((x[point] ?? 0) - (mx ?? 0), (y[point] ?? 0) - (my ?? 0))
		const [first] = points
		return first === undefined
			? []
			: [{ label, point: points.reduce((best, point) => (far(point) < far(best) ? point : best), first) }]
	})
}

/** The names of more classes than these are written small. */
export const mostLarge = 20

/** How much room a name takes: its height, and the width of a letter. */
const roomOf = (classes: number) => (classes > mostLarge ? { high: 12, letter: 7 } : { high: 17, letter: 8.5 })

/** The classes' names where the middle of their marks is, or as near as it takes for none to lie over another. */
export function titlesOf(
	cloud: Cloud,
	at: ReturnType<typeof placed>
): { label: number; text: string; x: number; y: number }[] {
	const free: { label: number; text: string; x: number; y: number }[] = []
	const { high, letter } = roomOf(cloud.names.length)
	for (const { label, point } of middles(cloud)) {
		const text = shortened(cloud.names[label] ?? '', 14)
		const [x, middle] = [at.x(point), at.y(point)]
		const isFree = (y: number) =>
			free.every(
				(other) =>
					Math.abs(other.y - y) >= high || Math.abs(other.x - x) >= (letter * (other.text.length + text.length)) / 2
			)
		// up and down by turns, ever farther
		const steps = Array.from({ length: 41 }, (_, step) => middle + Math.ceil(step / 2) * 6 * (step % 2 ? 1 : -1))
		free.push({ label, text, x, y: steps.find(isFree) ?? middle })
	}
	return free
}

/** The points of a class. */
export const pointsOf = (labels: readonly number[], label: number) =>
	labels.flatMap((own, point) => (own === label ? [point] : []))

const ends = (values: readonly number[]): [number, number] =>
	values.reduce<[number, number]>(
		([low, high], value) => [Math.min(low, value), Math.max(high, value)],
		[Infinity, -Infinity]
	)
