import { Worker } from 'node:worker_threads'
import { buffersIn } from '../../shared/handed-over.ts'
import { LabProblem } from '../../shared/problems.ts'
import { roughly } from '../../shared/format.ts'
import { placesOf } from '../data/places.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { PackedStart } from '../train/kept.ts'
import { silence, type Silence } from './silence.ts'
import type { World } from './world.ts'
import type { RunNews, TrainerEvent, TrainerRequest, TrainerSetup } from '../train/messages.ts'

/** What the queue sees of the thread that trains. */
export interface TrainerThread {
	/** What the thread can do; rejects with a LabProblem when it cannot do anything. */
	ready: Promise<TrainerEvent & { kind: 'ready' }>
	/** From the recipe's seed, or on from where it was cut off. */
	train(run: number, recipe: Recipe, start: PackedStart | null): void
	/** Each from its recipe's seed, side by side; see togetherAs. */
	trainTogether(runs: readonly { run: number; recipe: Recipe }[]): void
	/** Ends a run that trains at its next batch, or all of them; returns at once. */
	stop(run?: number): void
	/** A newer question, or a run, takes the place of an older question: that is refused with a LabProblem. */
	measure(recipe: Recipe): Promise<number>
	close(): Promise<void>
}

/**
 * Starts the training thread from `file`. `hear` gets what it says about runs; `died` is called if it ends by itself, or
 * has to be ended because it hangs.
 */
export function startTrainer(
	file: URL,
	{
		home,
		dataFolder,
		backend,
		scratch,
		patience
	}: Pick<World, 'home' | 'dataFolder' | 'backend' | 'scratch' | 'patience'>,
	hear: (event: RunNews) => void,
	died: (sentence: string) => void
): TrainerThread {
	const places = placesOf({ home, dataFolder })
	const worker = new Worker(file, { workerData: { places, backend, scratch } satisfies TrainerSetup })
	/** Each run that trains, until its end is heard of: what ends it, and the watch for whether it does. */
	const busy = new Map<number, { stop: SharedArrayBuffer; stopping: Silence }>()
	let stopMeasuring = new SharedArrayBuffer(4)
	const raise = (flag: SharedArrayBuffer) => void Atomics.store(new Int32Array(flag), 0, 1)
	let measurements = 0
	let closing = false
	const measuring = new Map<number, (event: TrainerEvent) => void>()
	const ready = Promise.withResolvers<TrainerEvent & { kind: 'ready' }>()
	// whoever asks hears of it; nobody asking is not a fault
	ready.promise.catch(() => undefined)
	let lastError: Error | undefined
	/** Why the thread was ended, if it hung. */
	let hung: string | null = null
	const training = silence(patience.silence, () => hang(`said nothing for ${roughly(patience.silence / 1000)}`))

	function hang(what: string) {
		hung = `The training thread ${what} and was ended. What the run had kept is there, and a new thread is started for the next one.`
		void worker.terminate()
		// outside of JavaScript nothing can be ended
		setTimeout(() => {
			if (!closing)
				gone(`${hung} The old one could not be ended: close the lab and open it again should the next run fail too.`)
		}, 10_000).unref()
	}

	/** Nothing more comes from the thread, for whatever reason. */
	function gone(sentence: string) {
		settled()
		ready.reject(new LabProblem('TRAINING_FAILED', sentence))
		for (const [id, answer] of measuring) answer({ kind: 'unmeasured', id, why: sentence })
		if (closing) return
		closing = true
		died(sentence)
	}

	function settled() {
		for (const { stopping } of busy.values()) stopping.end()
		busy.clear()
		training.end()
	}

	/** What ends the run, of which something is to be heard from now on. */
	function begun(run: number): SharedArrayBuffer {
		raise(stopMeasuring)
		training.heard()
		const stop = new SharedArrayBuffer(4)
		const stopping = silence(patience.stop, () => hang(`did not stop within ${roughly(patience.stop / 1000)}`))
		busy.set(run, { stop, stopping })
		return stop
	}

	worker.on('message', (event: TrainerEvent) => {
		if ('run' in event && busy.has(event.run)) training.heard()
		switch (event.kind) {
			case 'ready':
				return ready.resolve(event)
			case 'unusable':
				return ready.reject(new LabProblem('BAD_DATA', event.sentence))
			case 'alive':
				return
			case 'measured':
			case 'unmeasured':
				measuring.get(event.id)?.(event)
				measuring.delete(event.id)
				return
			case 'finished':
			case 'stopped':
			case 'failed':
				busy.get(event.run)?.stopping.end()
				busy.delete(event.run)
				if (busy.size === 0) settled()
				return hear(event)
			default:
				hear(event)
		}
	})
	worker.on('error', (error) => (lastError = error))
	worker.on('exit', () => {
		const why = lastError ? ` (${lastError.message})` : ''
		gone(hung ?? `The training thread ended unexpectedly${why}. A new one is started for the next run.`)
	})
	const ask = (request: TrainerRequest, moved: ArrayBuffer[] = []) => worker.postMessage(request, moved)

	return {
		ready: ready.promise,
		train(run, recipe, start) {
			ask({ kind: 'train', run, recipe, start, stop: begun(run) }, buffersIn(start))
		},
		trainTogether(runs) {
			ask({ kind: 'trainTogether', runs: runs.map(({ run, recipe }) => ({ run, recipe, stop: begun(run) })) })
		},
		stop(run) {
			for (const [one, { stop, stopping }] of busy) {
				if (run !== undefined && run !== one) continue
				raise(stop)
				stopping.heard()
			}
		},
		measure(recipe) {
			const id = ++measurements
			raise(stopMeasuring)
			const stop = (stopMeasuring = new SharedArrayBuffer(4))
			return new Promise((resolve, reject) => {
				measuring.set(id, (event) => {
					if (event.kind === 'measured') resolve(event.secondsPerEpoch)
					else if (event.kind === 'unmeasured') reject(new LabProblem('TRAINING_FAILED', event.why))
				})
				ask({ kind: 'measure', id, recipe, stop })
			})
		},
		async close() {
			closing = true
			for (const { stop } of busy.values()) raise(stop)
			raise(stopMeasuring)
			// a thread that is ended while it loads the library takes the process with it
			await ready.promise.catch(() => undefined)
			await worker.terminate()
		}
	}
}
