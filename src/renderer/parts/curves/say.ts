import { seconds } from '../../../shared/format.ts'
import type { Spot } from './datasets.ts'
import type { CurveView } from './view.ts'

/** What stands over the values that are pointed at: "epoch 12", or "after 3.4 s" where the axis counts time. */
export function sayTitle(spots: readonly Spot[], view: CurveView | null): string {
	const [first] = spots
	if (!first || !view) return ''
	const epochs = new Set(spots.map(({ place }) => place.epoch))
	const epoch = epochs.size === 1 ? `epoch ${first.place.epoch}` : ''
	if (view.x === 'epoch') return epoch
	const time = `after ${seconds(first.place.seconds)}`
	return epoch ? `${epoch}, ${time}` : time
}

/** "validation 97.12 % (smoothed 97.04 %)" */
export function sayPlace(name: string, { place, measured }: Spot, view: CurveView | null): string {
	if (!view) return name
	const value = view.measure.say(measured, false)
	return view.series.some(({ smooth }) => smooth)
		? `${name} ${value} (smoothed ${view.measure.say(place.y, false)})`
		: `${name} ${value}`
}
