import type { Interval } from '../wilson.ts'
import { frame, names, round, type Drawing, type Shape } from './drawing.ts'
import { ticks } from './ticks.ts'

export interface LevelDots {
	/** Below each column of dots. */
	names: readonly string[]
	/** What the names are levels of. */
	title: string
	values: readonly (readonly number[])[]
	/** Of each column; null where there are too few dots. */
	means: readonly (number | null)[]
	intervals: readonly (Interval | null)[]
	say: (value: number) => string
	/** Between which all values lie whatever happens: a mean's interval is not drawn past them. */
	bounds?: Interval | undefined
	/** A line across, where no difference would be; absent where there is none. */
	zero?: boolean
}

/** Every value a dot, beside it the mean with its interval, in the same order on every level: what is spread is seen. */
export function levelDots(
	{ names: all, title, values, means, intervals, say, bounds, zero }: LevelDots,
	width: number
): Drawing {
	const height = 250
	const dots = [...values.flat(), ...(zero ? [0] : [])]
	const [lowest, highest] = dots.length > 0 ? [Math.min(...dots), Math.max(...dots)] : [0, 1]
	// two runs have an interval that would squeeze all others flat: it is cut off
	const [floor, ceiling] = [bounds?.low ?? -Infinity, bounds?.high ?? Infinity]
	const within = (value: number) =>
		Math.min(ceiling, 2 * highest - lowest, Math.max(floor, 2 * lowest - highest, value))
	const ends = intervals.flatMap((one) => (one ? [within(one.low), within(one.high)] : []))
	const [least, most] = [Math.min(lowest, ...ends), Math.max(highest, ...ends)]
	const spare = (most - least || Math.abs(most) || 1) * 0.06
	const [from, to] = [least - spare, most + spare]
	const room = frame(width, height, { from, to, marks: ticks(from, to, 5), say })
	const step = (room.right - room.left) / all.length
	const shapes = values.flatMap((own, place): Shape[] => {
		const middle = room.left + (place + 0.5) * step
		const reach = Math.min(20, step * 0.22)
		const x = (at: number) => round(middle - reach / 2 + (own.length < 2 ? 0 : (at / (own.length - 1) - 0.5) * reach))
		const mark = round(middle + reach / 2 + Math.min(10, step * 0.12))
		const interval = intervals[place]
		const mean = means[place]
		return [
			...own.map((value, at): Shape => ({
				kind: 'circle',
				look: 'dot',
				says: `${all[place] ?? ''}: ${say(value)}`,
				x: x(at),
				y: round(room.y(value)),
				r: 3
			})),
			...(interval
				? [
						{
							kind: 'line',
							look: 'whisker',
							x1: mark,
							x2: mark,
							y1: round(room.y(within(interval.high))),
							y2: round(room.y(within(interval.low)))
						} as const
					]
				: []),
			...(mean === null || mean === undefined
				? []
				: [
						{
							kind: 'circle',
							look: 'mean',
							says: `${all[place] ?? ''}, mean: ${say(mean)}`,
							x: mark,
							y: round(room.y(mean)),
							r: 4.5
						} as const
					])
		]
	})
	const line: Shape[] = zero
		? [{ kind: 'line', look: 'axis', x1: room.left, x2: room.right, y1: round(room.y(0)), y2: round(room.y(0)) }]
		: []
	return { width, height, shapes: [...room.shapes, ...line, ...shapes, ...names(room, all, title)] }
}
