import { messageOf } from '../../shared/problems.ts'
import type { LabEvent, RunStatus } from '../../shared/runs.ts'
import { isDiskFull } from '../store/disk-problem.ts'
import type { RunStore } from '../store/runs.ts'
import { joined, type Kept } from '../train/kept.ts'
import type { RunNews } from '../train/messages.ts'
import type { World } from './world.ts'

/** What a run has come to. */
export interface Ending {
	run: number
	status: RunStatus
	problem: string | null
}

export interface Recorder {
	/**
	 * Writes down what the training thread says of a run and tells everybody; answers how the run ended, once it has and all
	 * it leaves is written. One of which something could not be written has failed, whatever else is said of it.
	 */
	readonly hear: (event: RunNews) => Promise<Ending> | null
	/** Waits until all that was said of a run is written; answers why that could not be, in a sentence, else null. */
	readonly settled: (run: number) => Promise<string | null>
}

/** What the recorder asks of the queue. */
interface Holder {
	/** Whether the run still has the training thread. */
	holds: (run: number) => boolean
	/** Ends its training: it cannot be written down. */
	stop: (run: number) => void
}

/**
 * `keep` writes epochs and weights, in a thread of its own; an epoch is told of once it is kept. What comes while that is
 * at work is joined, and written when it is done: a slow disk has one thing to do, and one to wait for it.
 */
export function recorder(
	{ home, now, fault }: Pick<World, 'home' | 'now' | 'fault'>,
	store: RunStore,
	keep: (run: number, kept: Kept) => Promise<void>,
	publish: (event: LabEvent) => void,
	{ holds, stop }: Holder
): Recorder {
	/** Of each run, what is to be kept next. */
	const left = new Map<number, Kept>()
	/** Of each run, settled when all that was to be kept is, and was told, or could not be. */
	const writing = new Map<number, Promise<void>>()
	/** Runs of which something could not be written, and why. */
	const failures = new Map<number, string>()
	function tell(run: number) {
		const row = store.find(run)
		if (row) publish({ kind: 'run', run: row })
	}
	function fail(run: number, error: unknown) {
		left.delete(run)
		// of one that is over, or was deleted, nobody waits for more
		if (!holds(run) || failures.has(run)) return
		failures.set(run, unwritten(home, error))
		fault(error)
		stop(run)
	}
	function attempt(run: number, work: () => void) {
		if (!holds(run) || failures.has(run)) return
		try {
			work()
		} catch (error) {
			fail(run, error)
		}
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
			fail(run, error)
		} finally {
			writing.delete(run)
		}
	}
	function take(run: number, kept: Kept) {
		if (failures.has(run)) return
		const before = left.get(run)
		left.set(run, before ? joined(before, kept) : kept)
		if (!writing.has(run))
			writing.set(
				run,
				Promise.resolve().then(() => write(run))
			)
	}
	async function evaluating(run: number) {
		await writing.get(run)
		attempt(run, () => {
			store.setStatus(run, 'evaluating', null, now())
			tell(run)
		})
	}
	async function settled(run: number) {
		await writing.get(run)
		const why = failures.get(run) ?? null
		failures.delete(run)
		return why
	}
	async function over(
		run: number,
		status: RunStatus,
		problem: string | null,
		last: () => void = () => undefined
	): Promise<Ending> {
		await writing.get(run)
		attempt(run, last)
		const why = await settled(run)
		return why === null ? { run, status, problem } : { run, status: 'failed', problem: why }
	}
	function hear(event: RunNews) {
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
	return { hear, settled }
}

function unwritten(home: string, error: unknown): string {
	const remedy = isDiskFull(error, home) ? 'Make room there and run it again' : 'Run it again'
	return `The run could not be written to ${home}: ${messageOf(error)}. ${remedy}.`
}

/** What is said of a run that the lab itself has stopped. */
export const closedWhileTraining = 'The lab was closed while this run was training. The epochs that had ended are kept.'
