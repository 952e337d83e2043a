import type { Spread } from '../analysis/analysis.ts'
import { frame, names, round, type Drawing, type Shape } from './drawing.ts'
import { ticks } from './ticks.ts'

export interface Boxes {
	names: readonly string[]
	title: string
	spreads: readonly Spread[]
	say: (value: number) => string
}

/** A box for the middle half of the values, a line at their median, whiskers from 5 to 95 %, a dot at the mean (Tukey 1977). */
export function boxes({ names: all, title, spreads, say }: Boxes, width: number): Drawing {
	const height = 230
	const [least, most] = [
		Math.min(...spreads.map(({ quantiles }) => quantiles[0])),
		Math.max(...spreads.map(({ quantiles }) => quantiles[4]))
	]
	const spare = (most - least || 1) * 0.06
	const [from, to] = [least - spare, most + spare]
	const room = frame(width, height, { from, to, marks: ticks(from, to, 5), say })
	const step = (room.right - room.left) / all.length
	const half = Math.min(16, step * 0.3)
	const shapes = spreads.flatMap(({ mean, quantiles }, place): Shape[] => {
		const middle = room.left + (place + 0.5) * step
		const [low, q1, median, q3, high] = quantiles.map((value) => round(room.y(value))) as [
			number,
			number,
			number,
			number,
			number
		]
		const says = `${all[place]}: median ${say(quantiles[2])}, half of them from ${say(quantiles[1])} to ${say(quantiles[3])}, nine of ten from ${say(quantiles[0])} to ${say(quantiles[4])}`
		const x = round(middle - half)
		const wide = round(2 * half)
		return [
			{ kind: 'line', look: 'whisker', x1: round(middle), x2: round(middle), y1: high, y2: low },
			{ kind: 'rect', look: 'box', says, x, y: q3, width: wide, height: Math.max(1, round(q1 - q3)) },
			{ kind: 'line', look: 'median', x1: x, x2: round(x + wide), y1: median, y2: median },
			{ kind: 'circle', look: 'mean', x: round(middle), y: round(room.y(mean)), r: 2.5 }
		]
	})
	return { width, height, shapes: [...room.shapes, ...shapes, ...names(room, all, title)] }
}
