import type { Abscissa, Range } from './view.ts'

/** The part of an x axis that is looked at; every answer lies in `full`, and null means all of it. */

/** From one place to another, whichever was first; epochs are whole. */
export function between(a: number, b: number, full: Range, x: Abscissa): Range | null {
	const whole = x === 'epoch' ? Math.round : (value: number) => value
	const from = Math.max(full.from, whole(Math.min(a, b)))
	const to = Math.min(full.to, whole(Math.max(a, b)))
	return fitted({ from, to }, full, x)
}

/** `factor` times as much of the axis, with `at` staying where it is. */
export function magnified(seen: Range, full: Range, x: Abscissa, factor: number, at = middleOf(seen)): Range | null {
	return between(at - (at - seen.from) * factor, at + (seen.to - at) * factor, full, x)
}

/** As much of the axis, moved by a share of what is seen; it stops at the ends. */
export function shifted(seen: Range, full: Range, x: Abscissa, share: number): Range | null {
	const span = seen.to - seen.from
	const step = x === 'epoch' ? Math.sign(share) * Math.max(1, Math.round(Math.abs(span * share))) : span * share
	const from = Math.min(Math.max(full.from, seen.from + step), full.to - span)
	return fitted({ from, to: from + span }, full, x)
}

const middleOf = ({ from, to }: Range) => (from + to) / 2

function fitted({ from, to }: Range, full: Range, x: Abscissa): Range | null {
	const least = x === 'epoch' ? 1 : (full.to - full.from) / 5000
	const spread =
		to - from < least
			? { from: Math.min(from, full.to - least), to: Math.min(from, full.to - least) + least }
			: { from, to }
	return spread.from <= full.from && spread.to >= full.to ? null : spread
}
