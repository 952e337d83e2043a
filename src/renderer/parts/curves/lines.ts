import type { EpochPoint } from '../../../shared/runs.ts'
import type { Marker } from '../run-colour.ts'
import { smooth } from './smooth.ts'
import type { Abscissa, Place, Range, Series } from './view.ts'

/** What a page hands to a chart: epochs as the lab tells them, and which of their values to draw. */
export interface Line {
	key: string
	group: string
	name: string
	color: string
	dashed: boolean
	marker: Marker | null
	points: readonly EpochPoint[]
	value: (point: EpochPoint) => number | null
	depth: Series['depth']
}

/**
 * Makes series of lines. What has not changed since the last time is not made again, so that many runs beside a live one
 * cost nothing.
 */
export function seriesMaker(): (lines: readonly Line[], x: Abscissa, weight: number) => Series[] {
	let known = new Map<string, { points: readonly EpochPoint[]; places: Place[]; smooth: Place[] | null }>()
	let before = ''
	return (lines, x, weight) => {
		const old = before === `${x} ${weight}` ? known : new Map<string, never>()
		before = `${x} ${weight}`
		known = new Map()
		return lines.map((line) => {
			const found = old.get(line.key)
			const made = found?.points === line.points ? found : make(line, x, weight)
			known.set(line.key, made)
			const { key, group, name, color, dashed, marker, depth } = line
			return { key, group, name, color, dashed, marker, depth, points: made.places, smooth: made.smooth }
		})
	}
}

function make({ points, value }: Line, x: Abscissa, weight: number) {
	const places: Place[] = []
	let seconds = 0
	for (const point of points) {
		seconds += point.seconds
		const y = value(point)
		if (y !== null) places.push({ x: x === 'epoch' ? point.epoch : seconds, y, epoch: point.epoch, seconds })
	}
	if (weight === 0) return { points, places, smooth: null }
	const values = smooth(
		places.map(({ y }) => y),
		weight
	)
	return { points, places, smooth: places.map((place, index) => ({ ...place, y: values[index] ?? place.y })) }
}

/** The whole x axis: epochs from the first to the `last` one planned, or from 0 to the latest second. */
export function fullRange(series: readonly Series[], x: Abscissa, last: number): Range {
	if (x === 'epoch') return { from: last === 1 ? 0 : 1, to: Math.max(2, last) }
	const latest = Math.max(0, ...series.map(({ points }) => points.at(-1)?.seconds ?? 0))
	return { from: 0, to: latest > 0 ? latest : 1 }
}
