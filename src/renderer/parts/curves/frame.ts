import { count } from '../../../shared/format.ts'
import { epochTicks, logTicks, multiples, niceStep, sayClock, timeTicks } from './ticks.ts'
import type { CurveView, Measure, Place, Range } from './view.ts'

export interface Tick {
	at: number
	label: string
}

export interface Axis {
	min: number
	max: number
	ticks: Tick[]
}

/** The two axes of a view; `height` says how high on the y axis a value stands. */
export interface Frame {
	x: Axis
	y: Axis
	height: (value: number) => number
}

/** The axes for a plot of so many pixels. The y axis fits what is visible. */
export function frameOf(view: CurveView, size: { width: number; height: number }): Frame {
	const seen = view.zoom ?? view.full
	const many = Math.min(7, Math.max(2, Math.floor(size.height / 44)))
	const values = visibleValues(view, seen)
	const upright = view.log ? logarithmic(values, view.measure, many) : linear(values, view.measure, many, view.zoom)
	return { x: level(view, seen, Math.max(2, Math.floor(size.width / 76))), ...upright }
}

function level({ x }: CurveView, { from, to }: Range, many: number): Axis {
	const ticks = x === 'epoch' ? epochTicks(from, to, many) : timeTicks(from, to, many)
	return { min: from, max: to, ticks: ticks.map((at) => ({ at, label: x === 'epoch' ? count(at) : sayClock(at) })) }
}

/** The lowest and the highest value in sight, and the least distance above 0 from where a logarithm has no answer. */
function visibleValues({ series, measure }: CurveView, { from, to }: Range) {
	let [low, high, least] = [Infinity, -Infinity, Infinity]
	const look = ({ x, y }: Place) => {
		if (x < from || x > to || !Number.isFinite(y)) return
		low = Math.min(low, y)
		high = Math.max(high, y)
		const distance = distanceOf(measure, y)
		if (distance > 0) least = Math.min(least, distance)
	}
	for (const { points, smooth } of series) {
		points.forEach(look)
		smooth?.forEach(look)
	}
	return low > high ? { low: 0, high: 1, least: 0.01 } : { low, high, least: Math.min(least, 1) }
}

type Values = ReturnType<typeof visibleValues>

function linear({ low, high }: Values, measure: Measure, many: number, zoom: Range | null): Omit<Frame, 'x'> {
	// all of a loss is seen against 0, all of an accuracy against 100 %
	let min = measure.kind === 'loss' && !zoom ? 0 : low
	let max = measure.kind === 'accuracy' && !zoom ? 1 : high
	if (max - min < 1e-9 * Math.max(1, Math.abs(max))) [min, max] = [min - 0.01, max + 0.01]
	// a little air, so that no curve lies on the edge
	const air = (max - min) * 0.04
	if (min !== 0) min = Math.max(0, min - air)
	if (measure.kind === 'loss') max += air
	else max = Math.min(1, max + air)
	const step = niceStep(max - min, many)
	const ticks = multiples(min, max, step).map((at) => ({ at, label: measure.say(at, true) }))
	return { y: { min, max, ticks }, height: (value) => value }
}

/** How far a value is from perfect: a loss from 0, an accuracy from 1. */
const distanceOf = ({ kind }: Measure, value: number) => (kind === 'loss' ? value : 1 - value)

/**
 * Equal steps are equal factors of the distance from perfect: of a loss as it stands, of an accuracy of its errors, so that
 * 99 % lies as far above 90 % as 99.9 % above 99 %; the logarithm of the accuracy itself would show nothing near 100 %.
 */
function logarithmic({ low, high, least }: Values, measure: Measure, many: number): Omit<Frame, 'x'> {
	const sign = measure.kind === 'loss' ? 1 : -1
	// what is perfect has no logarithm and stands at the edge, half as far as anything else
	const floor = least / 2
	const height = (value: number) => sign * Math.log10(Math.max(floor, distanceOf(measure, value)))
	const [bottom, top] = [height(low), height(high)]
	const room = Math.max(0.01, (top - bottom) * 0.04)
	const [min, max] = [bottom - room, top + room]
	const [near, far] = [10 ** (sign * min), 10 ** (sign * max)].sort((a, b) => a - b)
	const ticks = logTicks(near ?? floor, Math.min(far ?? 1, measure.kind === 'accuracy' ? 1 : Infinity), many)
	const values = ticks.map((distance) => (measure.kind === 'loss' ? distance : Number((1 - distance).toPrecision(12))))
	return {
		y: { min, max, ticks: values.map((value) => ({ at: height(value), label: measure.say(value, true) })) },
		height
	}
}
