import type { EndedEpoch } from '../../shared/runs.ts'
import type { Start, Trained } from './engine.ts'
import { unpack, type Packed } from './packed.ts'
import type { Watched } from './watch.ts'

/** The weights of an epoch. */
export interface PackedWeights {
	epoch: number
	weights: Packed
}

/** An epoch's weights, the optimizer's state and what early stopping remembers: enough to go on behind it. */
export interface PackedCheckpoint extends PackedWeights {
	state: Packed
	watch: Watched
}

export interface PackedStart extends PackedCheckpoint {
	best: PackedWeights | null
}

/** What is kept of a run from now on, in place of what was: its last epoch and its best. */
export interface Kept extends PackedCheckpoint {
	/** Those that have ended since the last time, in their order; the last of them is `epoch`. */
	ended: EndedEpoch[]
	/** The epoch with the lowest validation loss; its weights unless they are the last ones or were sent before. */
	best: { epoch: number; weights: Packed | null } | null
}

/** What two that came one after the other come to together: the newer one, with the epochs and the best weights of the older. */
export function joined(older: Kept, newer: Kept): Kept {
	const ended = [...older.ended, ...newer.ended]
	const { best } = newer
	if (!best || best.weights || best.epoch === newer.epoch) return { ...newer, ended }
	const weights =
		best.epoch === older.epoch ? older.weights : best.epoch === older.best?.epoch ? older.best.weights : null
	return { ...newer, ended, best: { epoch: best.epoch, weights } }
}

/** Where to go on, from what was kept. */
export function unpackStart(start: PackedStart): Start {
	return {
		...unpackTrained(start),
		state: unpack(start.state),
		watch: start.watch,
		best: start.best && unpackTrained(start.best)
	}
}

const unpackTrained = ({ epoch, weights }: PackedWeights): Trained => ({ epoch, weights: unpack(weights) })
