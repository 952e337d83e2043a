import type { StudyCurve } from '../study/rows.ts'
import { frame, round, seriesLook, type Drawing, type Shape } from './drawing.ts'
import { epochs } from './epochs.ts'
import { ticks } from './ticks.ts'

/** Curves over epochs: a line for the mean of each, a band from its lowest run to its highest, and its name at the end. */
export function bands(curves: readonly StudyCurve[], say: (value: number) => string, width: number): Drawing {
	const height = 280
	const points = curves.flatMap((curve) => curve.points)
	const least = Math.min(...points.map(({ low }) => low))
	const most = Math.max(...points.map(({ high }) => high))
	const spare = (most - least || 1) * 0.04
	const last = Math.max(2, ...points.map(({ epoch }) => epoch))
	const label = 92
	const room = frame(width, height, {
		from: least - spare,
		to: most + spare,
		marks: ticks(least - spare, most + spare, 5),
		say
	})
	const right = room.right - label
	const { x, shapes: axis } = epochs(room, right, last, 'epoch')
	const y = (value: number) => round(room.y(value))
	const path = (all: readonly [number, number][]) =>
		all.map(([px, py], at) => `${at === 0 ? 'M' : 'L'}${px} ${py}`).join('')
	const shapes = curves.flatMap(({ points: own }, place): Shape[] => {
		const up = own.map(({ epoch, high }): [number, number] => [x(epoch), y(high)])
		const down = own.map(({ epoch, low }): [number, number] => [x(epoch), y(low)]).reverse()
		const mean = own.map((point): [number, number] => [x(point.epoch), y(point.mean)])
		return [
			{ kind: 'path', look: `band ${seriesLook(place)}`, d: `${path([...up, ...down])}Z` },
			{ kind: 'path', look: `line ${seriesLook(place)}`, d: path(mean) }
		]
	})
	const ends = apart(
		curves.map((curve) => room.y(curve.points.at(-1)?.mean ?? least)),
		room.top + 6,
		room.bottom - 4
	)
	const labels = curves.map(({ title }, place): Shape => ({
		kind: 'text',
		look: `tag ${seriesLook(place)}`,
		x: right + 8,
		y: round((ends[place] ?? 0) + 4),
		text: title.length > 14 ? `${title.slice(0, 13)}…` : title,
		anchor: 'start'
	}))
	return { width, height, shapes: [...room.shapes, ...shapes, ...labels, ...axis] }
}

/** The same heights, moved as little as needed so that no two words lie on each other. */
function apart(heights: readonly number[], top: number, bottom: number): number[] {
	const order = [...heights.keys()].sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0))
	const moved = [...heights]
	let free = top
	for (const place of order) {
		moved[place] = Math.max(free, moved[place] ?? 0)
		free = (moved[place] ?? 0) + 13
	}
	free = bottom
	for (const place of order.reverse()) {
		moved[place] = Math.min(free, moved[place] ?? 0)
		free = (moved[place] ?? 0) - 13
	}
	return moved
}
