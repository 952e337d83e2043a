import type { LabEvent, RunStatus } from '../../shared/runs.ts'
import type { RunStore } from '../store/runs.ts'
import { joined, type Kept } from '../train/kept.ts'
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

/**
 * `keep` writes epochs and weights, in a thread of its own; an epoch is told of once it is kept. What comes while that is
 * at work is joined, and written when it is done: a slow disk has one thing to do, and one to wait for it.
 */
export function recorder(
	store: RunStore,
	keep: (run: number, kept: Kept) => Promise<void>,
	publish: (event: LabEvent) => void,
	now: () => string,
	{ holds, broken }: Holder
): Recorder {
	/** Of each run, what is to be kept next. */
	const left = new Map<number, Kept>()
	/** Of each run, settled when all that was to be kept is, and was told. */
	const writing = new Map<number, Promise<void>>()
	function tell(run: number) {
		const row = store.find(run)
		if (row) publish({ kind: 'run', run: row })
	}
	async function write(run: number) {
		try {
			for (let kept = left.get(run); kept; kept = left.get(run)) {
				left.delete(run)
				const points = kept.ended.map(({ point }) => point)
				await keep(run, kept)
				for (const point of points) publish({ kind: 'epoch', run, point })
				tell(run)
			}
		} catch (error) {
			left.delete(run)
			broken(run, error)
			throw error
		} finally {
			writing.delete(run)
		}
	}
	function take(run: number, kept: Kept) {
		const before = left.get(run)
		left.set(run, before ? joined(before, kept) : kept)
		if (writing.has(run)) return
		const mine = Promise.resolve().then(() => write(run))
		// whoever waits for it hears of it, too
		mine.catch(() => undefined)
		writing.set(run, mine)
	}
	async function evaluating(run: number) {
		try {
			await writing.get(run)
			if (!holds(run)) return
			store.setStatus(run, 'evaluating', null, now())
			tell(run)
		} catch (error) {
			broken(run, error)
		}
	}
	/** A run is over when everything it leaves is written. */
	async function over(run: number, status: RunStatus, problem: string | null, last: () => void = () => undefined) {
		await writing.get(run)
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
				take(run, event.kept)
				return null
			case 'evaluating':
				void evaluating(run)
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
