import type { ChartDataset } from 'chart.js'
import type { Marker } from '../../../shared/run-colour.ts'
import type { Frame } from './frame.ts'
import type { Palette } from './palette.ts'
import { signPlaces } from './signs.ts'
import { thin } from './thin.ts'
import type { CurveView, Place, Series } from './view.ts'

/** A place as it lies on the chart's linear axes, and what it stands for. */
export interface Spot {
	x: number
	y: number
	place: Place
	/** As measured, where `place` is smoothed. */
	measured: number
}

export type CurveSet = ChartDataset<'line', Spot[]>

const styles: Record<Marker, string> = { circle: 'circle', square: 'rect', triangle: 'triangle', diamond: 'rectRot' }
/** The pixels that share a place while a curve is drawn again and again: as wide as its line. */
const coarse = 2
const strengths = { front: 1, level: 1, back: 0.22 }

/** What Chart.js draws: faint lines first in the list, but behind; the same object for the same curve, time after time. */
export function setsMaker(): (view: CurveView, frame: Frame, width: number, palette: Palette) => CurveSet[] {
	let known = new Map<string, CurveSet>()
	return (view, frame, width, palette) => {
		const old = known
		known = new Map()
		const keep = (key: string, set: CurveSet) => {
			const same = Object.assign(old.get(key) ?? {}, set)
			known.set(key, same)
			return same
		}
		return view.series.flatMap((series) => {
			const faint = series.smooth ? [keep(`${series.key} faint`, faintSet(view, series, frame, width, palette))] : []
			return [keep(series.key, plainSet(view, series, frame, width, palette)), ...faint]
		})
	}
}

function plainSet(view: CurveView, series: Series, frame: Frame, width: number, palette: Palette): CurveSet {
	const points = series.smooth ?? series.points
	const drawn = thin(points, view.zoom ?? view.full, width / coarse)
	const signed = new Set(signPlaces(view, series, points, width))
	const measured = series.smooth && new Map(series.points.map(({ epoch, y }) => [epoch, y]))
	const colour = faded(palette(series.color), strengths[series.depth])
	const reach = series.marker ? 4 : 2
	return {
		label: series.name,
		data: drawn.map((place) => ({
			x: place.x,
			y: frame.height(place.y),
			place,
			measured: measured?.get(place.epoch) ?? place.y
		})),
		borderColor: colour,
		backgroundColor: colour,
		borderWidth: series.depth === 'front' ? 3 : 2,
		borderDash: [...series.dash],
		borderJoinStyle: 'round',
		// a sign on the edge is seen whole, unless there is more beyond the edge
		clip: { left: view.zoom ? 1 : 6, right: view.zoom ? 1 : 6, top: 6, bottom: 6 },
		pointStyle: styles[series.marker ?? 'circle'],
		pointRadius: signed.size === 0 ? 0 : drawn.map((place) => (signed.has(place) ? reach : 0)),
		pointHoverRadius: 4,
		order: series.depth === 'front' ? 0 : series.depth === 'level' ? 1 : 2
	}
}

/** What was measured, behind what is smoothed; it has no label, and so no word in the tooltip. */
function faintSet(view: CurveView, series: Series, frame: Frame, width: number, palette: Palette): CurveSet {
	const drawn = thin(series.points, view.zoom ?? view.full, width / coarse)
	return {
		data: drawn.map((place) => ({ x: place.x, y: frame.height(place.y), place, measured: place.y })),
		borderColor: faded(palette(series.color), 0.3 * strengths[series.depth]),
		borderWidth: 1,
		clip: { left: 1, right: 1, top: 6, bottom: 6 },
		pointRadius: 0,
		pointHoverRadius: 0,
		order: 3
	}
}

/** "rgb(0, 114, 178)" → the same, let through. */
const faded = (colour: string, alpha: number) =>
	alpha === 1 ? colour : colour.replace(/^rgb\((.*)\)$/, `rgba($1, ${alpha})`)
