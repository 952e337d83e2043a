import { randomUUID } from 'node:crypto'
import { openDatabase } from '../../src/main/store/database.ts'
import { epochAdder } from '../../src/main/store/epochs.ts'
import { runStore } from '../../src/main/store/runs.ts'
import { perceptron, presets } from '../../src/shared/presets.ts'
import { recipeSchema, type Recipe } from '../../src/shared/recipe.ts'
import type { Environment } from '../../src/shared/runs.ts'
import { usualLearningRate, type Optimizer } from '../../src/shared/training.ts'
import { derivedOf } from '../../src/main/runs/derived.ts'

const tags = ['baseline', 'width', 'dropout', 'for the report', 'seeds']
const notes = ['', '', '', 'does the rate matter here?', 'overfits from epoch 12 on', 'again, with the other seed']
const environment: Environment = {
	lab: 'bench',
	node: process.versions.node,
	platform: process.platform,
	cpu: 'none',
	threads: 1,
	backend: 'native',
	tensorflow: 'none',
	oneDnn: true,
	dataSha256: ''
}

/** Numbers from 0 to 1 that are the same at every call (mulberry32). */
function dice(seed: number) {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0
		let value = Math.imul(seed ^ (seed >>> 15), 1 | seed)
		value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
		return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
	}
}

/**
 * Writes `count` runs that were never trained into the lab at `home`: recipes from presets and at random, 5 to 35 epochs
 * each, test results whose probabilities have their real size (400 KB), weights of one number. Only some are finished.
 */
export function writeRuns(home: string, count: number): void {
	const database = openDatabase(home)
	const store = runStore(database, () => undefined)
	const addEpoch = epochAdder(database)
	const roll = dice(1)
	const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)] as T
	const answers = Array.from({ length: 20 }, () => new Uint8Array(Float32Array.from({ length: 100_000 }, roll).buffer))
	const portion = database.transaction((from: number, to: number) => {
		for (let place = from; place < to; place++) writeRun(place)
	})

	function recipe(): { recipe: Recipe; preset: string | null; name: string } {
		const seed = Math.floor(roll() * 1000)
		if (roll() < 0.4) {
			const preset = pick(presets)
			return { recipe: { ...preset.recipe, seed }, preset: preset.name, name: preset.name }
		}
		const kind = pick(['sgd', 'adam', 'rmsprop'] as const satisfies Optimizer['kind'][])
		const hidden = Array.from({ length: 1 + Math.floor(roll() * 3) }, () => 16 * (1 + Math.floor(roll() * 40)))
		return {
			recipe: recipeSchema.parse({
				layers: perceptron(hidden, pick([0, 0.2, 0.3, 0.5])),
				optimizer: { kind },
				learningRate: Number((usualLearningRate[kind] * (0.2 + 3 * roll())).toPrecision(2)),
				batchSize: pick([32, 64, 128]),
				epochs: 5 + Math.floor(roll() * 30),
				seed
			}),
			preset: null,
			name: `sweep ${hidden.join('-')}`
		}
	}

	function writeRun(place: number) {
		const made = recipe()
		const { epochs } = made.recipe
		const created = new Date(Date.UTC(2025, 0, 1) + place * 2_400_000).toISOString()
		const run = store.add({
			uid: randomUUID(),
			name: made.name,
			preset: made.preset,
			recipe: made.recipe,
			...derivedOf(made.recipe),
			created
		})
		store.begin(run, environment)
		const status = roll() < 0.9 ? 'finished' : pick(['stopped', 'failed', 'interrupted'] as const)
		const done = status === 'finished' ? epochs : Math.floor(roll() * epochs)
		const top = 0.9 + 0.09 * roll()
		for (let epoch = 1; epoch <= done; epoch++) {
			const accuracy = top * (1 - 0.3 / (epoch + 1)) + 0.004 * roll()
			const [loss, valLoss] = [1.1 - accuracy, 1.12 - accuracy]
			const point = { epoch, loss, accuracy, valLoss, valAccuracy: accuracy - 0.005, learningRate: 0.01, seconds: 0.4 }
			addEpoch(run, { point, best: true, predictions: null, peakMemory: 2 ** 29 })
		}
		if (status === 'finished') {
			const correct = Math.round(top * 10_000)
			store.finish(
				run,
				{
					epoch: epochs,
					loss: 1 - top,
					accuracy: correct / 10_000,
					correct,
					count: 10_000,
					probabilities: pick(answers)
				},
				created
			)
		} else store.setStatus(run, status, status === 'failed' ? 'The loss stopped being a number.' : null, created)
		const note = pick(notes)
		const some = roll() < 0.2 ? [pick(tags)] : []
		store.edit([run], { note, tags: some, starred: roll() < 0.03, archived: roll() < 0.05 })
	}

	for (let from = 0; from < count; from += 250) {
		portion(from, Math.min(count, from + 250))
		database.pragma('wal_checkpoint(TRUNCATE)')
	}
	database.close()
}
