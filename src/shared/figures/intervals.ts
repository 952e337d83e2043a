import type { Interval } from '../wilson.ts'
import { fitted, round, type Drawing, type Shape } from './drawing.ts'
import { ticks } from './ticks.ts'

export interface IntervalRow {
	title: string
	/** The end of the title that tells it from others: it stays whole where the title is too long. */
	tail?: string
	share: number
	interval: Interval
	look?: string
}

/** Shares with their intervals, one a line, on an axis of per cent. */
export function intervals(rows: readonly IntervalRow[], say: (share: number) => string, width: number): Drawing {
	const [left, right, step] = [Math.min(260, width * 0.42), width - 16, 30]
	const from = Math.max(0, Math.floor(10 * Math.min(...rows.map(({ interval }) => interval.low))) / 10)
	const x = (share: number) => round(left + ((share - from) / (1 - from || 1)) * (right - left))
	const bottom = rows.length * step + 8
	const grid = ticks(from, 1, 5).flatMap((mark): Shape[] => [
		{ kind: 'line', look: 'grid', x1: x(mark), x2: x(mark), y1: 4, y2: bottom },
		{ kind: 'text', look: 'mark', x: x(mark), y: bottom + 16, text: say(mark), anchor: mark === 1 ? 'end' : 'middle' }
	])
	const dots = rows.flatMap(({ title, tail, share, interval, look = 's1' }, place): Shape[] => {
		const y = place * step + step / 2 + 4
		const says = `${title}: ${say(share)}`
		return [
			{ kind: 'text', look: 'name', x: left - 12, y: y + 4, text: fitted(title, left - 12, tail), anchor: 'end' },
			{ kind: 'line', look: 'whisker', x1: x(interval.low), x2: x(interval.high), y1: y, y2: y },
			{ kind: 'circle', look: `fill ${look}`, says, x: x(share), y, r: 4.5 }
		]
	})
	return { width, height: bottom + 24, shapes: [...grid, ...dots] }
}
