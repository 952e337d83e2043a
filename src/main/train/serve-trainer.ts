import { engineFor } from '../../shared/engine.ts'
import { factsOf, mnistId } from '../../shared/dataset.ts'
import type { DataSet } from '../data/mnist.ts'
import { checkHere, readSet } from '../data/sets.ts'
import { subsetOf } from '../data/subset.ts'
import { openBackend } from './backend.ts'
import { accountOf, sentenceOf, type Account, type Gauges, type Say } from './account.ts'
import type { Engine, Signal, Trained } from './engine.ts'
import { graphEngine } from './graph-engine.ts'
import { unpackStart } from './kept.ts'
import { layersEngine } from './layers-engine.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { TrainerRequest, TrainerSetup } from './messages.ts'
import { withNoise } from './noise.ts'
import { refuseOnWasm } from './wasm-limits.ts'

/** The training thread: loads the backend and the data, says it is ready, and then does what it is asked, one at a time. */
export async function serveTrainer(
	setup: TrainerSetup,
	say: Say,
	gauges: Gauges
): Promise<(request: TrainerRequest) => void> {
	const backend = await openBackend(setup.backend)
	const engines = { layers: layersEngine(gauges.now), graph: graphEngine(gauges.now, setup.scratch) }
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
	/** Why nothing can be trained by the recipe here. */
	const refusalOf = (recipe: Recipe) =>
		backend.kind === 'none' ? backend.notice : backend.kind === 'wasm' ? refuseOnWasm(recipe) : null
	const refuse = (run: number, sentence: string) => say({ kind: 'failed', run, sentence, surely: false })

	function train({ run, recipe, ...asked }: TrainerRequest & { kind: 'train' }) {
		const refusal = refusalOf(recipe)
		if (refusal) {
			refuse(run, refusal)
			return
		}
		const start = asked.start && unpackStart(asked.start)
		const account = accountOf(run, start?.best ?? null, say, gauges)
		account.begin()
		try {
			const [engine, data, signal] = [engineOf(recipe), dataOf(recipe), signalOf(asked.stop, account.alive)]
			const training = engine.fit(recipe, data, start, signal)
			let next = training.next()
			for (; !next.done; next = training.next()) account.tell(next.value)
			judge({ recipe, account, signal }, engine, data, next.value)
		} catch (error) {
			account.failed(error)
		}
	}

	function trainTogether({ runs }: TrainerRequest & { kind: 'trainTogether' }) {
		const all = runs.map(({ run, recipe, stop }) => {
			const account = accountOf(run, null, say, gauges, runs.length)
			return { run, recipe, signal: signalOf(stop, account.alive), account }
		})
		const [first] = all
		if (!first) return
		const refusal = refusalOf(first.recipe)
		if (refusal) {
			all.forEach(({ run }) => refuse(run, refusal))
			return
		}
		const left = new Set(all)
		for (const { account } of all) account.begin()
		try {
			const [engine, data] = [engineOf(first.recipe), dataOf(first.recipe)]
			const recipes = all.map(({ recipe }) => recipe)
			const signals = all.map(({ signal }) => signal)
			const training = engine.fitTogether(recipes, data, signals)
			let next = training.next()
			for (; !next.done; next = training.next()) {
				const { place, event } = next.value
				const one = all[place]
				if (!one) continue
				if (event.kind !== 'left') one.account.tell(event)
				else {
					left.delete(one)
					if (event.problem === null) one.account.stopped()
					else one.account.failed(event.problem)
				}
			}
			for (const [place, one] of all.entries())
				if (left.delete(one)) judge(one, engine, data, next.value[place] ?? null)
		} catch (error) {
			for (const { account } of left) account.failed(error)
		}
	}

	function measure({ id, recipe, stop }: TrainerRequest & { kind: 'measure' }) {
		const refusal = refusalOf(recipe)
		if (refusal) {
			say({ kind: 'unmeasured', id, why: refusal })
			return
		}
		try {
			const signal = signalOf(stop)
			const secondsPerEpoch = signal.aborted ? null : engineOf(recipe).measure(recipe, dataOf(recipe), signal)
			if (secondsPerEpoch === null) say({ kind: 'unmeasured', id, why: 'Something else came first.' })
			else say({ kind: 'measured', id, secondsPerEpoch })
		} catch (error) {
			say({ kind: 'unmeasured', id, why: sentenceOf(error) })
		}
	}

	return (request) => {
		switch (request.kind) {
			case 'train':
				return train(request)
			case 'trainTogether':
				return trainTogether(request)
			case 'measure':
				return measure(request)
		}
	}
}

interface Trainee {
	recipe: Recipe
	signal: Signal
	account: Account
}

/** Looks at the test images with what training came to, once. */
function judge({ recipe, signal, account }: Trainee, engine: Engine, data: DataSet, trained: Trained | null) {
	try {
		account.judge(trained, data.test.labels.length, (weights) => engine.test(recipe, data, weights, signal))
	} catch (error) {
		account.failed(error)
	}
}

/** Whoever asks whether to stop is alive: `alive` is called then. */
function signalOf(stop: SharedArrayBuffer, alive: () => void = () => undefined): Signal {
	const flag = new Int32Array(stop)
	return {
		get aborted() {
			alive()
			return Atomics.load(flag, 0) !== 0
		}
	}
}
