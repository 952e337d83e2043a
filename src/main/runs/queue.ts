import { LabProblem } from '../../shared/problems.ts'
import type { Backend, LabEvent, RunStatus } from '../../shared/runs.ts'
import type { StoredStart } from '../store/kept.ts'
import type { RunStore } from '../store/runs.ts'
import type { Checkpoints } from '../store/checkpoint-thread.ts'
import { lockHolder, type TrainingLock } from '../store/training-lock.ts'
import type { TrainerEvent } from '../train/messages.ts'
import type { Watched } from '../train/watch.ts'
import { endings } from './endings.ts'
import { environmentOf } from './environment.ts'
import { closedWhileTraining, recorder, type Ending } from './record.ts'
import { grownEnvironment } from './resume.ts'
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
	/** The run that has the training thread, or null. */
	current(): number | null
	/** The training thread, started when first asked for. */
	thread(): TrainerThread
	/** Does `work` with the right to train in this home, or throws a LabProblem when another lab has it. */
	claim<T>(work: () => T): T
	close(): Promise<void>
}

/** Trains one run after another, writes down what happens as it happens, and tells everybody. */
export function runQueue(
	world: World,
	store: RunStore,
	disk: Checkpoints,
	takeLock: () => TrainingLock | null,
	publish: (event: LabEvent) => void
): Queue {
	const record = recorder(store, disk.keep, publish, world.now, unwritten)
	const right = trainingRight(
		takeLock,
		() => current !== null || waiting.length > 0,
		() => sayWhoTrains(store, lockHolder(world.home))
	)
	const { tell, ...written } = endings(world, store, publish)
	let trainer: TrainerThread | null = null
	let current: number | null = null
	let waiting: number[] = []
	/** Set by close; asked through a function, since it may change while somebody waits. */
	let closing = false
	const isClosing = () => closing
	/** Settled when the current run is over. */
	let over: PromiseWithResolvers<undefined> | null = null

	function thread(): TrainerThread {
		trainer ??= startTrainer(world.trainer, world, hear, (sentence) => {
			trainer = null
			if (current !== null) end(current, 'failed', sentence)
		})
		return trainer
	}

	async function next() {
		if (current !== null || closing) return
		const run = waiting.shift()
		if (run === undefined) {
			right.letGo()
			return
		}
		current = run
		const turn = (over = Promise.withResolvers())
		try {
			const { backend, dataSha256 } = await thread().ready
			const start = store.find(run)?.epochsDone ? await disk.start(run) : null
			// while the thread got ready it may have been stopped here, or in another lab on this home
			if (current !== run || over !== turn || isClosing()) return
			if (store.find(run)?.status === 'queued') begin(run, backend, dataSha256, start)
			else {
				tell(run)
				leave(run)
			}
		} catch (error) {
			if (current !== run || over !== turn || isClosing()) return
			if (!(error instanceof LabProblem)) world.fault(error)
			end(run, 'failed', error instanceof Error ? error.message : String(error))
		}
	}

	function begin(run: number, backend: Backend, data: string, start: StoredStart | null) {
		const { recipe } = store.recipe(run)
		const here = environmentOf(world, backend, recipe.data.of?.sha256 ?? data, recipe)
		store.begin(run, start ? grownEnvironment(store.environment(run), here, start.epoch) : here)
		tell(run)
		thread().train(run, recipe, start && { ...start, watch: start.watch as Watched })
	}

	function end(run: number, status: RunStatus, problem: string | null = null) {
		written.end(run, status, problem)
		leave(run)
	}

	function leave(run: number) {
		if (current !== run) return
		current = null
		over?.resolve(undefined)
		void next()
	}

	/** What cannot be written down (a full disk) ends the run with a sentence instead of ending the lab. */
	function unwritten(run: number, error: unknown) {
		if (current !== run) return
		world.fault(error)
		trainer?.stop()
		const reason = error instanceof Error ? error.message : String(error)
		end(run, 'failed', `The run could not be written to ${world.home}: ${reason}. Make room there and run it again.`)
	}

	function hear(event: TrainerEvent) {
		if (!('run' in event) || event.run !== current) return
		const { run } = event
		if (event.kind === 'failed' && !event.surely) {
			// what has failed in a way that nobody foresaw is not asked again
			trainer?.close().catch(world.fault)
			trainer = null
		}
		try {
			record(event)
				?.then(settleEnding)
				.catch((error: unknown) => unwritten(run, error))
		} catch (error) {
			unwritten(run, error)
		}
	}

	function settleEnding({ run, status, problem }: Ending) {
		if (current !== run) return
		if (status === 'stopped' && closing) end(run, 'interrupted', closedWhileTraining)
		else end(run, status, problem)
	}

	return {
		claim: right.claim,
		thread,
		holds: (run) => current === run || waiting.includes(run),
		current: () => current,
		enqueue(run) {
			waiting.push(run)
			void next()
		},
		async stop(run) {
			if (current !== run) {
				waiting = waiting.filter((other) => other !== run)
				written.settle(run, 'stopped')
				return
			}
			// a run whose thread is still getting ready has nothing to stop yet
			if (store.find(run)?.status === 'queued') end(run, 'stopped')
			else {
				trainer?.stop()
				await over?.promise
			}
		},
		async close() {
			closing = true
			const status = current === null ? null : store.find(current)?.status
			if (trainer && (status === 'training' || status === 'evaluating')) {
				trainer.stop()
				await over?.promise
			}
			current = null
			await trainer?.close()
			written.close()
			right.giveUp()
		}
	}
}
