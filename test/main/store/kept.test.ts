import { expect, onTestFinished, test } from 'vitest'
import { derivedOf } from '../../../src/main/runs/derived.ts'
import { openDatabase } from '../../../src/main/store/database.ts'
import { keptStore, type StoredKept } from '../../../src/main/store/kept.ts'
import { runStore } from '../../../src/main/store/runs.ts'
import { recipeSchema } from '../../../src/shared/recipe.ts'
import { newHome, slp } from '../real-lab.ts'

const tensors = () => ({ spec: [{ name: '0-dense/bias', shape: [2] }], bytes: new Uint8Array(8).fill(7) })

/** So many epochs up to `epoch`, the last of them the best. */
function kept(epoch: number, count: number): StoredKept {
	const ended = Array.from({ length: count }, (_, place) => {
		const point = { epoch: epoch - count + 1 + place, loss: 1, accuracy: 0.5, valLoss: 1, valAccuracy: 0.5 }
		return {
			point: { ...point, learningRate: 0.1, seconds: 2 },
			best: place === count - 1,
			predictions: new Uint8Array(3),
			peakMemory: 100 * epoch
		}
	})
	return {
		...{ ended, epoch, weights: tensors(), state: tensors(), watch: { waited: 0 } },
		best: { epoch, weights: null }
	}
}

function storesWithRun() {
	const database = openDatabase(newHome())
	onTestFinished(() => void database.close())
	const runs = runStore(database, () => undefined)
	const recipe = recipeSchema.parse(slp({ epochs: 9 }))
	const created = '2026-01-01T00:00:00.000Z'
	const run = runs.add({ uid: 'u', name: 'slp', preset: null, recipe, ...derivedOf(recipe), created })
	const all = () => ({
		row: runs.find(run),
		points: runs.points(run).map(({ epoch }) => epoch),
		predicted: runs.predictedEpochs(run),
		goesOnBehind: store.start(run)?.epoch ?? null
	})
	const store = keptStore(database)
	return { store, run, all }
}

test('epochs are written with all it takes to go on behind them', () => {
	const { store, run, all } = storesWithRun()
	store.keep(run, kept(1, 1))
	store.keep(run, kept(4, 3))
	expect(all()).toMatchObject({ points: [1, 2, 3, 4], predicted: [1, 2, 3, 4], goesOnBehind: 4 })
	expect(all().row).toMatchObject({ epochsDone: 4, seconds: 8, bestEpoch: 4 })
	expect(store.start(run)).toMatchObject({ weights: tensors(), state: tensors(), watch: { waited: 0 } })
})

test('whatever of it cannot be written, all is as it was before', () => {
	const { store, run, all } = storesWithRun()
	store.keep(run, kept(1, 1))
	const before = all()
	// JSON knows no such number: the checkpoint, which is written last, fails
	expect(() => store.keep(run, { ...kept(3, 2), watch: 1n })).toThrow(TypeError)
	// and here the second epoch, which is there already
	expect(() => store.keep(run, kept(1, 2))).toThrow(/UNIQUE/)
	expect(all()).toEqual(before)
	store.keep(run, kept(3, 2))
	expect(all()).toMatchObject({ points: [1, 2, 3], goesOnBehind: 3 })
})
