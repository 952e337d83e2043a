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

/** What the recorder asks of the queue. */
interface Holder {
	/** Whether the run still has the training thread. */
	holds: (run: number) => boolean
	/** Hears at once when something could not be written. */
	broken: (run: number, error: unknown) => void
}

/** `keep` writes epochs and weights, in a thread of its own; an epoch is told of once it is kept. */
export function recorder(
	store: RunStore,
	keep: (run: number, kept: Kept) => Promise<void>,
	publish: (event: LabEvent) => void,
	now: () => string,
	{ holds, broken }: Holder
): Recorder {
	/** Of each run, settled when all that was to be kept is, and was told. */
	const writing = new Map<number, Promise<void>>()
	function tell(run: number) {
		const row = store.find(run)
		if (row) publish({ kind: 'run', run: row })
	}
	async function told(run: number, kept: Kept) {
		const points = kept.ended.map(({ point }) => point)
		await Promise.all([writing.get(run), keep(run, kept)])
		for (const point of points) publish({ kind: 'epoch', run, point })
		tell(run)
	}
	async function evaluating(run: number) {
		await writing.get(run)
		if (!holds(run)) return
		store.setStatus(run, 'evaluating', null, now())
		tell(run)
	}
	function follow(run: number, mine: Promise<void>) {
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
			case 'epochs':
				follow(run, told(run, event.kept))
				return null
			case 'evaluating':
				follow(run, evaluating(run))
				return null
			case 'finished': {
				const { probabilities, ...numbers } = event.test
				const bytes = new Uint8Array(probabilities.buffer, probabilities.byteOffset, probabilities.byteLength)
				const result = { ...numbers, epoch: event.epoch, probabilities: bytes }
				return over(run, 'finished', null, () => store.finish(run, result, now()))
			}
			case 'stopped':
				return over(run, 'stopped', null)
			case 'failed':
				return over(run, 'failed', event.sentence, () => {
					if (event.surely) store.forget(run)
				})
		}
	}
}

/** What is said of a run that the lab itself has stopped. */
export const closedWhileTraining = 'The lab was closed while this run was training. The epochs that had ended are kept.'
