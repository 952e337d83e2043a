import type { LabEvent, RunStatus } from '../../shared/runs.ts'
import type { RunStore } from '../store/runs.ts'
import type { Kept } from '../train/kept.ts'
import type { RunNews } from '../train/messages.ts'

/** What a run has come to. */
export interface Ending {
	run: number
	status: RunStatus
	problem: string | null
}

interface Recorder {
	/** Writes down what the training thread says of a run and tells everybody; answers how the run ended, once it has. */
	(event: RunNews): Promise<Ending> | null
}

/** `keep` writes what is large, elsewhere; `broken` hears at once when it could not. */
export function recorder(
	store: RunStore,
	keep: (run: number, kept: Kept) => Promise<void>,
	publish: (event: LabEvent) => void,
	now: () => string,
	broken: (run: number, error: unknown) => void
): Recorder {
	/** Of each run, settled when all that was to be kept is. */
	const writing = new Map<number, Promise<unknown>>()
	function tell(run: number) {
		const row = store.find(run)
		if (row) publish({ kind: 'run', run: row })
	}
	function write(run: number, kept: Kept | null) {
		if (!kept) return
		const mine = Promise.all([writing.get(run), keep(run, kept)])
		writing.set(run, mine)
		mine.catch((error: unknown) => {
			// should the run begin anew, so does this
			if (writing.get(run) === mine) writing.delete(run)
			broken(run, error)
		})
	}
	/** A run is over when everything it leaves is written. */
	async function over(run: number, status: RunStatus, problem: string | null, last: () => void = () => undefined) {
		const written = writing.get(run)
		writing.delete(run)
		await written
		last()
		return { run, status, problem }
	}
	return (event) => {
		const { run } = event
		switch (event.kind) {
			case 'started':
				return null
			case 'progress':
				publish({ kind: 'progress', progress: { ...event.progress, run } })
				return null
			case 'epoch':
				store.addEpoch(run, event.point, event.best, event.predictions, event.peakMemory)
				write(run, event.kept)
				publish({ kind: 'epoch', run, point: event.point })
				tell(run)
				return null
			case 'evaluating':
				write(run, event.kept)
				store.setStatus(run, 'evaluating', null, now())
				tell(run)
				return null
			case 'finished': {
				const { probabilities, ...numbers } = event.test
				const bytes = new Uint8Array(probabilities.buffer, probabilities.byteOffset, probabilities.byteLength)
				const result = { ...numbers, epoch: event.epoch, probabilities: bytes }
				return over(run, 'finished', null, () => store.finish(run, result, now()))
			}
			case 'stopped':
				write(run, event.kept)
				return over(run, 'stopped', null)
			case 'failed':
				write(run, event.kept)
				return over(run, 'failed', event.sentence, () => {
					if (event.surely) store.forget(run)
				})
		}
	}
}

/** What is said of a run that the lab itself has stopped. */
export const closedWhileTraining = 'The lab was closed while this run was training. The epochs that had ended are kept.'
