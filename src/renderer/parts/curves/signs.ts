import { firstFrom } from './thin.ts'
import type { CurveView, Place, Series } from './view.ts'

const apart = 110
/** So many pixels from one to the next leave every epoch room for the signs of some runs. */
const roomy = 20

/**
 * Where a curve carries its sign: at every epoch while there are few, so that what was measured is seen; else, where
 * signs tell runs apart, about every hundred pixels and at its end; a place more to the right from curve to curve, so
 * that signs do not lie on each other.
 */
export function signPlaces(view: CurveView, series: Series, points: readonly Place[], width: number): Place[] {
	const { from, to } = view.zoom ?? view.full
	const first = firstFrom(points, from)
	// thousands are neither counted nor copied: this happens at every epoch
	if (!series.marker && ((points[first + 40]?.x ?? Infinity) <= to || (view.x === 'epoch' && to - from > 40))) return []
	const seen = points.slice(first).filter(({ x }) => x <= to)
	if (!series.marker || (spacing(seen) * width) / (to - from) >= roomy) return seen
	const step = ((to - from) * apart) / width
	const place = Math.max(
		0,
		view.series.findIndex(({ key }) => key === series.key)
	)
	const start = from + (step * (place + 1)) / (view.series.length + 1)
	const kept = new Set<Place>()
	for (let x = start; x <= to; x += step) {
		const index = firstFrom(seen, x)
		const [before, after] = [seen[index - 1], seen[index]]
		const near = before && (!after || x - before.x < after.x - x) ? before : after
		if (near && Math.abs(near.x - x) <= step / 2) kept.add(near)
	}
	const last = seen.at(-1)
	if (last) kept.add(last)
	return [...kept]
}

/** How far places lie apart in the mean; NaN where there are none, or one. */
const spacing = (places: readonly Place[]) => ((places.at(-1)?.x ?? NaN) - (places[0]?.x ?? NaN)) / (places.length - 1)
