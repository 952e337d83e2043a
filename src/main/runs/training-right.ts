import { LabProblem } from '../../shared/problems.ts'
import type { TrainingLock } from '../store/training-lock.ts'

/** The right to train in a home, which one lab has at a time, and only while it has something to train. */
export interface TrainingRight {
	/** Does `work` with the right to train, or throws a LabProblem when another lab has it. */
	readonly claim: <T>(work: () => T) => T
	/** Gives the right back if there is nothing to train. */
	readonly letGo: () => void
	/** Gives the right back. */
	readonly giveUp: () => void
}

/** `isNeeded`: whether there is something to train. */
export function trainingRight(takeLock: () => TrainingLock | null, isNeeded: () => boolean): TrainingRight {
	let lock: TrainingLock | null = null

	function giveUp() {
		lock?.release()
		lock = null
	}

	function letGo() {
		if (!isNeeded()) giveUp()
	}

	return {
		claim(work) {
			lock ??= takeLock()
			if (!lock)
				throw new LabProblem(
					'NOT_NOW',
					'Another Digit Lab is training in this home. Wait until its queue is empty, or use another folder with --home.'
				)
			try {
				return work()
			} finally {
				letGo()
			}
		},
		letGo,
		giveUp
	}
}
