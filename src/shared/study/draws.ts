import { findFactor, type Level } from './factors.ts'
import type { Design, Range } from './study.ts'

/**
 * The settings of a random search (Bergstra and Bengio 2012), drawn from its seed: uniform over a range, or over its
 * logarithm, or one of a few. Equal ones may come twice; more draws of the same seed begin with the same ones.
 */
export function draws({ ranges, draws, seed }: Extract<Design, { kind: 'search' }>): Level[][] {
	const next = mulberry(seed)
	return Array.from({ length: draws }, () => ranges.map((range) => drawn(range, next())))
}

function drawn(range: Range, share: number): Level {
	if ('among' in range) return range.among[Math.floor(share * range.among.length)] ?? ''
	const { from, to, log } = range
	const value = log && from > 0 && to > 0 ? from * (to / from) ** share : from + (to - from) * share
	const control = findFactor(range.factor)?.control
	return control?.kind === 'number' && control.whole ? Math.round(value) : Number(value.toPrecision(3))
}

/** Mulberry32 (Ettinger 2017): numbers from 0 to 1, the same ones for the same seed. */
function mulberry(seed: number): () => number {
	let state = seed >>> 0
	return () => {
		state = (state + 0x6d2b79f5) >>> 0
		let mixed = Math.imul(state ^ (state >>> 15), state | 1)
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
	}
}
