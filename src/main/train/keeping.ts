import type { Checkpoint, Trained } from './engine.ts'
import type { Kept } from './kept.ts'
import { pack } from './packed.ts'

/** How many bytes a second are sent to be kept, at most, and how often: a disk has other things to do. */
const bytesPerSecond = 8 * 2 ** 20
const leastMilliseconds = 20

/** Collects what epochs leave behind and says when it is time to send it. */
export interface Keeping {
	take(checkpoint: Checkpoint, best: boolean): void
	/** What is to be kept: nearly always, but not when epochs are shorter than its disk needs. */
	due(): Kept | null
	/** What has not been sent yet: to be asked before training ends, however it ends. */
	rest(): Kept | null
}

/**
 * A run is kept after every epoch, and its best; only of epochs of a few ms, or of networks that would write more than 8 MB
 * a second, some are not sent in time: those are trained again, bit for bit. `best` is the best epoch of those that were
 * trained and kept before; `together` runs share the disk. `now` is in ms.
 */
export function keeping(now: () => number, best: Trained | null, together = 1): Keeping {
	let last: Checkpoint | null = null
	let bestSent = best !== null
	let next = -Infinity

	function rest(): Kept | null {
		if (!last) return null
		const { epoch, watch } = last
		const [weights, state] = [pack(last.weights), pack(last.state)]
		const older = best && best.epoch !== epoch && !bestSent ? pack(best.weights) : null
		const size = weights.bytes.length + state.bytes.length + (older?.bytes.length ?? 0)
		next = now() + together * Math.max(leastMilliseconds, (1000 * size) / bytesPerSecond)
		bestSent = true
		last = null
		return { epoch, weights, state, watch, best: best && { epoch: best.epoch, weights: older } }
	}

	return {
		take(checkpoint, isBest) {
			last = checkpoint
			if (!isBest) return
			best = checkpoint
			bestSent = false
		},
		due: () => (now() >= next ? rest() : null),
		rest
	}
}
