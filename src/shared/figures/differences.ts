import type { Interval } from '../wilson.ts'
import { fitted, round, type Drawing, type Shape } from './drawing.ts'
import { ticks } from './ticks.ts'

export interface DifferenceRow {
	title: string
	/** The colour of the run that it is about: "s3". */
	look: string
	difference: number
	interval: Interval
}

/** Differences of shares with their intervals, one a line, on an axis of points; what counts as practically the same is a band around 0. */
export function differences(
	rows: readonly DifferenceRow[],
	sameWithin: number,
	say: (share: number) => string,
	width: number
): Drawing {
	const longest = Math.max(...rows.map(({ title }) => title.length))
	const [left, right, step] = [Math.min(260, width * 0.42, 24 + 7 * longest), width - 20, 34]
	const least = Math.min(-1.5 * sameWithin, ...rows.map(({ interval }) => interval.low))
	const most = Math.max(1.5 * sameWithin, ...rows.map(({ interval }) => interval.high))
	const spare = (most - least || 0.001) * 0.05
	const [from, to] = [least - spare, most + spare]
	const x = (share: number) => round(left + ((share - from) / (to - from)) * (right - left))
	const bottom = rows.length * step + 8
	const zone: Shape = {
		kind: 'rect',
		look: 'zone',
		says: `Practically the same: within ${say(sameWithin)} points`,
		x: x(-sameWithin),
		y: 4,
		width: round(x(sameWithin) - x(-sameWithin)),
		height: bottom - 4
	}
	const grid = ticks(100 * from, 100 * to, Math.max(2, Math.floor((right - left) / 80))).flatMap((mark): Shape[] => {
		const at = x(mark / 100)
		return [
			{ kind: 'line', look: mark === 0 ? 'axis' : 'grid', x1: at, x2: at, y1: 4, y2: bottom },
			{ kind: 'text', look: 'mark', x: at, y: bottom + 16, text: say(mark / 100), anchor: 'middle' }
		]
	})
	const name: Shape = {
		kind: 'text',
		look: 'name',
		x: (left + right) / 2,
		y: bottom + 33,
		text: 'points',
		anchor: 'middle'
	}
	const shapes = rows.flatMap(({ title, look, difference, interval }, place): Shape[] => {
		const y = place * step + step / 2 + 4
		const says = `${title}: ${say(difference)} points, ${say(interval.low)} to ${say(interval.high)}`
		return [
			{ kind: 'text', look: 'name', x: left - 12, y: y + 4, text: fitted(title, left - 12), anchor: 'end' },
			{ kind: 'line', look: 'whisker', x1: x(interval.low), x2: x(interval.high), y1: y, y2: y },
			{ kind: 'circle', look: `fill ${look}`, says, x: x(difference), y, r: 5 }
		]
	})
	return { width, height: bottom + 40, shapes: [zone, ...grid, name, ...shapes] }
}
