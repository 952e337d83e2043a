import { markerPath, runColour, runLook } from '../run-colour.ts'
import type { Interval } from '../wilson.ts'
import { frame, round, type Drawing, type Shape } from './drawing.ts'
import { ticks } from './ticks.ts'

export interface CostPoint {
	run: number
	title: string
	/** What it costs, greater than 0. */
	cost: number
	share: number
	interval: Interval
	/** Whether it is to be seen among others that are not looked at. */
	back?: boolean
}

/** The runs than which none is both cheaper and better, the cheapest first. */
export function frontierOf<Point extends Pick<CostPoint, 'cost' | 'share'>>(points: readonly Point[]): Point[] {
	const sorted = points.toSorted((a, b) => a.cost - b.cost || b.share - a.share)
	let most = -Infinity
	return sorted.filter(({ share }) => {
		const further = share > most
		if (further) most = share
		return further
	})
}

/** What each run costs, on a logarithmic axis, against its accuracy with its interval; a line along those that nothing beats in both. */
export function frontier(
	points: readonly CostPoint[],
	{ title, say, sayShare }: { title: string; say: (cost: number) => string; sayShare: (share: number) => string },
	width: number
): Drawing {
	const height = 260
	const least = Math.min(...points.map(({ interval }) => interval.low))
	const most = Math.max(...points.map(({ interval }) => interval.high))
	const spare = (most - least || 0.01) * 0.08
	const [from, to] = [least - spare, most + spare]
	const room = frame(width, height, { from, to, marks: ticks(from, to, 5), say: sayShare })
	const logs = points.map(({ cost }) => Math.log10(Math.max(cost, 1e-9)))
	const [low, high] = [Math.min(...logs) - 0.15, Math.max(...logs) + 0.15]
	const x = (cost: number) =>
		round(room.left + ((Math.log10(Math.max(cost, 1e-9)) - low) / (high - low)) * (room.right - room.left))
	const y = (share: number) => round(room.y(share))
	const marks = decades(low, high, (room.right - room.left) / (high - low)).flatMap((cost): Shape[] => [
		{ kind: 'line', look: 'grid', x1: x(cost), x2: x(cost), y1: room.top, y2: room.bottom },
		{ kind: 'text', look: 'mark', x: x(cost), y: room.bottom + 16, text: say(cost), anchor: 'middle' }
	])
	const name: Shape = {
		...{ kind: 'text', look: 'name', text: title, anchor: 'middle' },
		...{ x: (room.left + room.right) / 2, y: room.bottom + 33 }
	}
	const steps = frontierOf(points).map(({ cost, share }, place) =>
		place === 0 ? `M${x(cost)} ${y(share)}` : `H${x(cost)}V${y(share)}`
	)
	const line: Shape = { kind: 'path', look: 'frontier', d: `${steps.join('')}H${room.right}` }
	const dots = points.flatMap(({ run, title: what, cost, share, interval, back }): Shape[] => {
		const says = `${what}: ${sayShare(share)}, ${say(cost)}`
		const far = back ? ' back' : ''
		return [
			{ kind: 'line', look: `whisker${far}`, x1: x(cost), x2: x(cost), y1: y(interval.low), y2: y(interval.high) },
			{
				kind: 'path',
				look: `fill ${runLook(run)}${far}`,
				says,
				d: markerPath(runColour(run).marker, 5.5, x(cost), y(share))
			}
		]
	})
	return { width, height, shapes: [...marks, ...room.shapes, name, line, ...dots] }
}

/** Round costs between two powers of ten: 1, 2 and 5 of each where there is room, else 1 alone. */
function decades(low: number, high: number, pixels: number): number[] {
	const all: number[] = []
	const within = pixels > 190 ? [1, 2, 5] : pixels > 110 ? [1, 3] : [1]
	for (let power = Math.floor(low); power <= Math.ceil(high); power++)
		for (const first of within) {
			const cost = Number(`${first}e${power}`)
			if (Math.log10(cost) >= low && Math.log10(cost) <= high) all.push(cost)
		}
	return all
}
