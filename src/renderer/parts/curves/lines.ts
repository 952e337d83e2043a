import type { EpochPoint } from '../../../shared/runs.ts'
import type { Marker } from '../../../shared/run-colour.ts'
import { movingAverage } from './smooth.ts'
import type { Abscissa, Place, Range, Series } from './view.ts'

/** What a page hands to a chart: epochs as the lab tells them, and which of their values to draw. */
export interface Line {
	key: string
	group: string
	name: string
	color: string
	dash: readonly number[]
	marker: Marker | null
	points: readonly EpochPoint[]
	value: (point: EpochPoint) => number | null
	depth: Series['depth']
}

/** What was made of a line, and how far. */
interface Made {
	points: readonly EpochPoint[]
	places: Place[]
	smooth: Place[] | null
	seconds: number
	average: (value: number) => number
}

/**
 * Makes series of lines. What has not changed since the last time is not made again, and where an epoch was added only
 * that one is: many runs beside a live one cost nothing, nor do the thousand epochs before the newest.
 */
export function seriesMaker(): (lines: readonly Line[], x: Abscissa, weight: number) => Series[] {
	let known = new Map<string, Made>()
	let before = ''
	return (lines, x, weight) => {
		const old = before === `${x} ${weight}` ? known : new Map<string, Made>()
		before = `${x} ${weight}`
		known = new Map()
		return lines.map((line) => {
			const found = old.get(line.key)
			const made = found && goesOn(found.points, line.points) ? found : fresh(weight)
			extend(made, line, x)
			known.set(line.key, made)
			const { key, group, name, color, dash, marker, depth } = line
			return { key, group, name, color, dash, marker, depth, points: made.places, smooth: made.smooth }
		})
	}
}

/** Whether `later` begins with all of `known`; an epoch that was trained again is another object. */
function goesOn(known: readonly EpochPoint[], later: readonly EpochPoint[]): boolean {
	const last = known.length - 1
	return known === later || (known[0] === later[0] && known[last] === later[last] && later.length > known.length)
}

const fresh = (weight: number): Made => ({
	points: [],
	places: [],
	smooth: weight === 0 ? null : [],
	seconds: 0,
	average: movingAverage(weight)
})

function extend(made: Made, { points, value }: Line, x: Abscissa): void {
	for (const point of points.slice(made.points.length)) {
		made.seconds += point.seconds
		const y = value(point)
		if (y === null) continue
		const place = { x: x === 'epoch' ? point.epoch : made.seconds, y, epoch: point.epoch, seconds: made.seconds }
		made.places.push(place)
		made.smooth?.push({ ...place, y: made.average(y) })
	}
	made.points = points
}

/** The whole x axis: epochs from the first to the `last` one planned, or from 0 to the latest second. */
export function fullRange(series: readonly Series[], x: Abscissa, last: number): Range {
	if (x === 'epoch') return { from: last === 1 ? 0 : 1, to: Math.max(2, last) }
	const latest = Math.max(0, ...series.map(({ points }) => points.at(-1)?.seconds ?? 0))
	return { from: 0, to: latest > 0 ? latest : 1 }
}
