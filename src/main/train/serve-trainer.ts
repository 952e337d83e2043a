import { engineFor } from '../../shared/engine.ts'
import { LabProblem } from '../../shared/problems.ts'
import { factsOf, mnistId } from '../../shared/dataset.ts'
import type { DataSet } from '../data/mnist.ts'
import { checkHere, readSet } from '../data/sets.ts'
import { subsetOf } from '../data/subset.ts'
import { openBackend } from './backend.ts'
import type { Engine, Signal, Trained, TrainEvent } from './engine.ts'
import { graphEngine } from './graph-engine.ts'
import { keeping } from './keeping.ts'
import { buffersOf, unpackStart } from './kept.ts'
import { layersEngine } from './layers-engine.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { TrainerEvent, TrainerRequest, TrainerSetup } from './messages.ts'
import { withNoise } from './noise.ts'
import { refuseOnWasm } from './wasm-limits.ts'

/** `moved` are the event's buffers that need not be copied: nobody looks at them here any more. */
type Say = (event: TrainerEvent, moved?: ArrayBuffer[]) => void

/** What the thread reads of its machine: a time in ms, and the bytes that the whole process holds. */
export interface Gauges {
	readonly now: () => number
	readonly memory: () => number
}

/** The training thread: loads the backend and the data, says it is ready, and then does what it is asked, one at a time. */
export async function serveTrainer(
	setup: TrainerSetup,
	say: Say,
	{ now, memory }: Gauges
): Promise<(request: TrainerRequest) => void> {
	const backend = await openBackend(setup.backend)
	const engines = { layers: layersEngine(now), graph: graphEngine(now, setup.scratch) }
	const engineOf = (recipe: Recipe) => engines[engineFor(recipe, backend.kind).engine]
	let mnist: DataSet
	try {
		mnist = readSet(setup.places, mnistId)
	} catch (error) {
		say({ kind: 'unusable', sentence: sentenceOf(error) })
		return () => undefined
	}
	say({ kind: 'ready', backend, dataSha256: mnist.sha256 })
	/** The last set that was imported, for whoever trains on it again. */
	let other: { id: string; data: DataSet } | null = null
	/** What a recipe learns from. Throws a LabProblem when that is not here. */
	function dataOf(recipe: Recipe): DataSet {
		const { set } = recipe.data
		if (set === mnistId) return withNoise(recipe, subsetOf(mnist, recipe.data))
		checkHere(setup.places, recipe.data)
		if (other?.id !== set || other.data.sha256 !== factsOf(recipe.data).sha256) {
			// two of them need not be held at once
			other = null
			other = { id: set, data: readSet(setup.places, set) }
		}
		return withNoise(recipe, subsetOf(other.data, recipe.data))
	}
	return (request) => {
		const refusal =
			backend.kind === 'none' ? backend.notice : backend.kind === 'wasm' ? refuseOnWasm(request.recipe) : null
		switch (request.kind) {
			case 'train':
				if (refusal) return say({ kind: 'failed', run: request.run, sentence: refusal, surely: false, kept: null })
				return train(request, engineOf(request.recipe), dataOf, say, { now, memory })
			case 'measure':
				if (refusal) return say({ kind: 'unmeasured', id: request.id, why: refusal })
				try {
					const signal = signalOf(request.stop)
					const secondsPerEpoch = signal.aborted
						? null
						: engineOf(request.recipe).measure(request.recipe, dataOf(request.recipe), signal)
					if (secondsPerEpoch === null) say({ kind: 'unmeasured', id: request.id, why: 'Something else came first.' })
					else say({ kind: 'measured', id: request.id, secondsPerEpoch })
				} catch (error) {
					say({ kind: 'unmeasured', id: request.id, why: sentenceOf(error) })
				}
		}
	}
}

function train(
	request: TrainerRequest & { kind: 'train' },
	engine: Engine,
	dataOf: (recipe: Recipe) => DataSet,
	say: Say,
	{ now, memory }: Gauges
) {
	const { run, recipe } = request
	let peakMemory = 0
	const signal = signalOf(request.stop)
	const start = request.start && unpackStart(request.start)
	const keeper = keeping(now, start?.best ?? null)
	try {
		say({ kind: 'started', run })
		const data = dataOf(recipe)
		const trained = follow(engine.fit(recipe, data, start, signal))
		if (!trained) {
			end('stopped')
			return
		}
		const kept = keeper.rest()
		say({ kind: 'evaluating', run, kept }, buffersOf(kept))
		const judged = engine.test(recipe, data, trained.weights, signal)
		if (!judged) {
			end('stopped')
			return
		}
		if (!Number.isFinite(judged.loss)) throw new LabProblem('TRAINING_FAILED', blownUp)
		const count = data.test.labels.length
		const test = { ...judged, correct: Math.round(judged.accuracy * count), count }
		say({ kind: 'finished', run, epoch: trained.epoch, test }, [judged.probabilities.buffer as ArrayBuffer])
	} catch (error) {
		end('failed', error)
	}

	function follow(events: Generator<TrainEvent, Trained | null>): Trained | null {
		for (;;) {
			const next = events.next()
			if (next.done) return next.value
			peakMemory = Math.max(peakMemory, memory())
			if (next.value.kind === 'progress') say({ ...next.value, run })
			else {
				const { checkpoint, ...epoch } = next.value
				keeper.take(checkpoint, epoch.best)
				const kept = keeper.due()
				say({ ...epoch, run, peakMemory, kept }, buffersOf(kept))
			}
		}
	}

	function end(kind: 'stopped' | 'failed', error?: unknown) {
		const kept = keeper.rest()
		const moved = buffersOf(kept)
		if (kind === 'stopped') say({ kind, run, kept }, moved)
		else say({ kind, run, sentence: sentenceOf(error), surely: error instanceof LabProblem, kept }, moved)
	}
}

function signalOf(stop: SharedArrayBuffer): Signal {
	const flag = new Int32Array(stop)
	return {
		get aborted() {
			return Atomics.load(flag, 0) !== 0
		}
	}
}

const blownUp =
	'After the last step the network answers with what is no number: the steps were too large. Lower the learning rate and train again.'

/** A problem in its own words; a fault of the library or of ours with what it said, so that it can be reported. */
const sentenceOf = (error: unknown) =>
	error instanceof LabProblem
		? error.message
		: `TensorFlow gave up: ${(error instanceof Error ? error.message : String(error)).split('\n')[0]}`
