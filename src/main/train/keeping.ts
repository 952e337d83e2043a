import type { EndedEpoch } from '../../shared/runs.ts'
import type { Checkpoint, Trained } from './engine.ts'
import type { Kept } from './kept.ts'
import { pack } from './packed.ts'

/** How many bytes a second are sent to be kept, at most, and how often: a disk has other things to do. */
const bytesPerSecond = 32 * 2 ** 20
const leastMilliseconds = 20

/** Collects what epochs leave behind and says when it is time to send it. */
export interface Keeping {
	take(checkpoint: Checkpoint, ended: EndedEpoch): void
	/** What is to be kept: nearly always, but not when epochs are shorter than the disk needs. */
	due(): Kept | null
	/** What has not been sent yet: to be asked before training ends, however it ends. */
	rest(): Kept | null
}

/**
 * A run is kept after every epoch, and its best; only epochs of a few ms, and those of networks that would write more than
 * 32 MB a second, wait for one after them, and are kept with it. `best` is the best epoch of those that were trained and
 * kept before; `together` runs share the disk. `now` is in ms.
 */
export function keeping(now: () => number, best: Trained | null, together = 1): Keeping {
	let last: Checkpoint | null = null
	let ended: EndedEpoch[] = []
	let bestSent = best !== null
	let next = -Infinity

	function rest(): Kept | null {
		if (!last) return null
		const { epoch, watch } = last
		const [weights, state] = [pack(last.weights), pack(last.state)]
		const older = best && best.epoch !== epoch && !bestSent ? pack(best.weights) : null
		const size = weights.bytes.length + state.bytes.length + (older?.bytes.length ?? 0)
		next = now() + together * Math.max(leastMilliseconds, (1000 * size) / bytesPerSecond)
		const kept = { ended, epoch, weights, state, watch, best: best && { epoch: best.epoch, weights: older } }
		bestSent = true
		last = null
		ended = []
		return kept
	}

	return {
		take(checkpoint, epoch) {
			last = checkpoint
			ended.push(epoch)
			if (!epoch.best) return
			best = checkpoint
			bestSent = false
		},
		due: () => (now() >= next ? rest() : null),
		rest
	}
}
