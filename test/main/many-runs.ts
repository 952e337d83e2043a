import { derivedOf } from '../../src/main/runs/derived.ts'
import { openDatabase } from '../../src/main/store/database.ts'
import { epochAdder } from '../../src/main/store/epochs.ts'
import { runStore } from '../../src/main/store/runs.ts'
import { recipeSchema } from '../../src/shared/recipe.ts'
import { slp } from './real-lab.ts'

/** Writes so many finished runs of five epochs, which were never trained, into a home; their tests are of ten images. */
export function manyRuns(home: string, count: number): void {
	const database = openDatabase(home)
	const store = runStore(database, () => undefined)
	const addEpoch = epochAdder(database)
	const created = '2026-01-01T00:00:00.000Z'
	const probabilities = new Uint8Array(new Float32Array(100).buffer)
	database.transaction(() => {
		for (let seed = 1; seed <= count; seed++) {
			const recipe = recipeSchema.parse(slp({ epochs: 5, seed }))
			const run = store.add({
				uid: `u-${seed}`,
				name: `sweep ${seed}`,
				preset: null,
				recipe,
				...derivedOf(recipe),
				created
			})
			for (let epoch = 1; epoch <= 5; epoch++) {
				const accuracy = 0.5 + 0.08 * epoch
				const point = { epoch, loss: 1 / epoch, accuracy, valLoss: 1 / epoch, valAccuracy: accuracy }
				addEpoch(run, {
					point: { ...point, learningRate: 0.01, seconds: 0.1 },
					best: true,
					predictions: null,
					peakMemory: 1
				})
			}
			store.finish(run, { epoch: 5, loss: 0.2, accuracy: 0.9, correct: 9, count: 10, probabilities }, created)
		}
	})()
	database.close()
}
