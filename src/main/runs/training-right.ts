import { LabProblem } from '../../shared/problems.ts'
import type { RunStore } from '../store/runs.ts'
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

/** `isNeeded`: whether there is something to train. `who` says who has the right, in words that follow "home". */
export function trainingRight(
	takeLock: () => TrainingLock | null,
	isNeeded: () => boolean,
	who: () => string
): TrainingRight {
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
					`Another Digit Lab is training in this home${who()}. Wait until its queue is empty, or use another folder with --home.`
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

/** Which run the other lab trains, and its process: ": run 3, “mlp-64”, in process 4711". */
export function sayWhoTrains(store: RunStore, holder: number | null): string {
	const training = store
		.unfinished()
		.flatMap((id) => store.find(id) ?? [])
		.find(({ status }) => status !== 'queued')
	const said = [training && `run ${training.id}, “${training.name}”`, holder !== null && `in process ${holder}`].filter(
		Boolean
	)
	return said.length > 0 ? `: ${said.join(', ')}` : ''
}
