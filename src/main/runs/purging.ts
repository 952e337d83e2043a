import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Checkpoints } from '../store/checkpoint-thread.ts'
import { diskProblem } from '../store/disk-problem.ts'
import type { World } from './world.ts'

/** How long what was removed can be restored. */
export const anHourBefore = (now: string) => new Date(Date.parse(now) - 3_600_000).toISOString()

/**
 * Deletes for good what was removed over an hour ago, in the background and by turns: megabytes may have to go. `portion`
 * deletes some of what was removed before a moment, and answers whether there may be more; `free` resolves when it can write.
 */
export function purging(world: World, free: Checkpoints['free'], portion: (before: string) => boolean) {
	let busy = false
	let closed = false
	return {
		async purge(): Promise<void> {
			if (busy) return
			busy = true
			try {
				while (!closed && portion(anHourBefore(world.now()))) {
					await nextTurn()
					await free()
				}
			} catch (error) {
				// what may not be written to keeps them
				if (!diskProblem(error, world.home)) world.fault(error)
			} finally {
				busy = false
			}
		},
		/** What is left goes when a lab is opened next. */
		close() {
			closed = true
		}
	}
}
