import { round, seriesLook, type Drawing, type Shape } from './drawing.ts'

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

/** Dots, a colour a class, and each class's name where the middle of its dots is. */
export function scatter(cloud: Cloud, width: number): Drawing {
	const height = Math.min(560, width * 0.75)
	const at = placed(cloud, width, height)
	const shapes = cloud.names.flatMap((_, label): Shape[] => {
		const dots = cloud.labels.flatMap((own, point) =>
			own === label ? [`M${round(at.x(point))} ${round(at.y(point))}h0`] : []
		)
		return dots.length === 0 ? [] : [{ kind: 'path', look: `dots ${seriesLook(label)}`, d: dots.join('') }]
	})
	const titles = middles(cloud).map(({ label, point }): Shape => ({
		kind: 'text',
		look: 'place',
		x: round(at.x(point)),
		y: round(at.y(point) + 5),
		text: cloud.names[label] ?? '',
		anchor: 'middle'
	}))
	return { width, height, shapes: [...shapes, ...titles] }
}

/** Of each class the point nearest to its median place: one that surely lies among the others. */
export function middles({ x, y, labels, names }: Cloud): { label: number; point: number }[] {
	return names.flatMap((_, label) => {
		const points = [...labels.keys()].filter((point) => labels[point] === label)
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

const ends = (values: readonly number[]): [number, number] =>
	values.reduce<[number, number]>(
		([low, high], value) => [Math.min(low, value), Math.max(high, value)],
		[Infinity, -Infinity]
	)
