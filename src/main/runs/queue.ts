import { LabProblem, messageOf } from '../../shared/problems.ts'
import type { LabEvent, RunStatus } from '../../shared/runs.ts'
import type { StoredStart } from '../store/kept.ts'
import type { RunStore } from '../store/runs.ts'
import type { Checkpoints } from '../store/checkpoint-thread.ts'
import { lockHolder, type TrainingLock } from '../store/training-lock.ts'
import type { RunNews } from '../train/messages.ts'
import type { Watched } from '../train/watch.ts'
import { endings } from './endings.ts'
import { begin, type Ready } from './begin.ts'
import { closedWhileTraining, recorder, type Ending } from './record.ts'
import { runLine } from './line.ts'
import { startTrainer, type TrainerThread } from './trainer-thread.ts'
import { sayWhoTrains, trainingRight } from './training-right.ts'
import type { World } from './world.ts'

export interface Queue {
	/** Puts a stored, waiting run at the end; it starts when those before it are over. */
	enqueue(run: number): void
	/** Ends a run that trains or waits; resolves when its new status is stored. */
	stop(run: number): Promise<void>
	/** Whether a run has its place in this queue, the first included. */
	holds(run: number): boolean
	/** Whether a run has the training thread, alone or with others; without a number, whether any has. */
	trains(run?: number): boolean
	/** The training thread, started when first asked for. */
	thread(): TrainerThread
	/** Does `work` with the right to train in this home, or throws a LabProblem when another lab has it. */
	claim<T>(work: () => T): T
	close(): Promise<void>
}

/** Trains one run after another, those side by side that can (see togetherAs), writes down what happens as it happens, and tells everybody. */
export function runQueue(
	world: World,
	store: RunStore,
	disk: Checkpoints,
	takeLock: () => TrainingLock | null,
	publish: (event: LabEvent) => void
): Queue {
	const right = trainingRight(
		takeLock,
		() => current.size > 0 || !waiting.isEmpty(),
		() => sayWhoTrains(store, lockHolder(world.home))
	)
	const { tell, ...written } = endings(world, store, publish)
	let trainer: TrainerThread | null = null
	/** Whether a run has failed in a way that nobody foresaw: then the thread is not asked again. */
	let doubtful = false
	/** The runs that have the training thread, each with what is settled when it is over. */
	const current = new Map<number, PromiseWithResolvers<undefined>>()
	const trains = (run?: number) => (run === undefined ? current.size > 0 : current.has(run))
	const record = recorder(world, store, disk.keep, publish, { holds: trains, stop: (run) => trainer?.stop(run) })
	const waiting = runLine(store)
	/** Whether somebody waits for the thread. */
	let preparing = false
	/** Set by close; asked through a function, since it may change while somebody waits. */
	let closing = false
	const isClosing = () => closing

	function thread(): TrainerThread {
		trainer ??= startTrainer(world.trainer, world, hear, (sentence) => {
			trainer = null
			for (const run of current.keys()) void giveUp(run, sentence)
		})
		return trainer
	}

	async function next() {
		if (preparing || current.size > 0 || closing) return
		if (waiting.isEmpty()) {
			right.letGo()
			return
		}
		preparing = true
		let runs: number[] = []
		try {
			const ready = await thread().ready
			if (isClosing()) return
			// only now, since more may have come that are trained beside the first
			runs = take()
			const [alone] = runs.length === 1 ? runs : []
			const start = alone !== undefined && store.find(alone)?.epochsDone ? await disk.start(alone) : null
			if (!isClosing()) train(runs.filter(isReady), ready, start)
		} catch (error) {
			if (isClosing()) return
			if (!(error instanceof LabProblem)) world.fault(error)
			for (const run of runs.length > 0 ? runs : take()) end(run, 'failed', messageOf(error))
		} finally {
			preparing = false
			if (current.size === 0) void next()
		}
	}

	function take(): number[] {
		const runs = waiting.next()
		for (const run of runs) current.set(run, Promise.withResolvers())
		return runs
	}

	/** Not so if, while the thread got ready, it was stopped here, or in another lab on this home. */
	function isReady(run: number): boolean {
		if (!current.has(run)) return false
		if (store.find(run)?.status === 'queued') return true
		tell(run)
		leave(run)
		return false
	}

	function train(runs: readonly number[], ready: Ready, start: StoredStart | null) {
		const all = begin(world, store, { runs, ready, start })
		for (const { run } of all) tell(run)
		const [first] = all
		if (all.length > 1) thread().trainTogether(all)
		else if (first) thread().train(first.run, first.recipe, start && { ...start, watch: start.watch as Watched })
	}

	function end(run: number, status: RunStatus, problem: string | null = null) {
		written.end(run, status, problem)
		leave(run)
	}

	function leave(run: number) {
		const over = current.get(run)
		if (!over) return
		current.delete(run)
		over.resolve(undefined)
		if (doubtful && current.size === 0) {
			trainer?.close().catch(world.fault)
			trainer = null
			doubtful = false
		}
		void next()
	}

	/** Its thread is gone: it has what could still be written of what that had said. */
	async function giveUp(run: number, sentence: string) {
		const why = await record.settled(run)
		if (current.has(run)) end(run, 'failed', why ?? sentence)
	}

	function hear(event: RunNews) {
		if (!current.has(event.run)) return
		if (event.kind === 'failed' && !event.surely) doubtful = true
		record.hear(event)?.then(settleEnding).catch(world.fault)
	}

	function settleEnding({ run, status, problem }: Ending) {
		if (!current.has(run)) return
		if (status === 'stopped' && closing) end(run, 'interrupted', closedWhileTraining)
		else end(run, status, problem)
	}

	return {
		claim: right.claim,
		thread,
		holds: (run) => current.has(run) || waiting.has(run),
		trains,
		enqueue(run) {
			waiting.push(run)
			void next()
		},
		async stop(run) {
			const over = current.get(run)
			if (!over) {
				waiting.leave(run)
				written.settle(run, 'stopped')
				return
			}
			// a run whose thread is still getting ready has nothing to stop yet
			if (store.find(run)?.status === 'queued') end(run, 'stopped')
			else {
				trainer?.stop(run)
				await over.promise
			}
		},
		async close() {
			closing = true
			const busy = [...current].filter(([run]) => ['training', 'evaluating'].includes(store.find(run)?.status ?? ''))
			if (trainer) {
				trainer.stop()
				await Promise.all(busy.map(([, over]) => over.promise))
			}
			await Promise.all([...current.keys()].map(record.settled))
			current.clear()
			await trainer?.close()
			written.close()
			right.giveUp()
		}
	}
}
