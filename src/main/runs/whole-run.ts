import { factsOf } from '../../shared/dataset.ts'
import type { RunRow } from '../../shared/runs.ts'
import type { Manifest } from '../exchange/manifest.ts'
import { modelWeightsPath, predictionsPath, probabilitiesPath, runFile, weightsPath } from '../exchange/run-file.ts'
import { tfjsModel } from '../exchange/tfjs-model.ts'
import type { ExportStore } from '../store/export.ts'
import type { RunStore } from '../store/runs.ts'
import { allWeightShapes } from '../train/weight-shapes.ts'
import type { World } from './world.ts'

/** Everything there is of a run that is over, as the zip another lab imports. Bytes are read one file at a time. */
export function wholeRun(world: World, row: RunRow, store: RunStore, carried: ExportStore) {
	const { id, name, note, tags, preset, status, problem, created } = row
	const { recipe, recipeHash } = store.recipe(id)
	const test = store.test(id) ?? null
	const [epochs, predictions] = [carried.weightEpochs(id), store.predictedEpochs(id)]
	const { image } = factsOf(recipe.data)
	const spec =
		epochs.length > 0 ? allWeightShapes(recipe, image).map(({ name, shape }) => ({ name, shape: [...shape] })) : []
	const judged = test?.epoch ?? epochs.at(-1)
	const weightsAfter = (epoch: number) => () => there(carried.weightsAfter(id, epoch)).bytes
	const manifest: Omit<Manifest, 'format' | 'parts'> = {
		uid: store.uid(id),
		...{ name, note, tags, preset, status: status as Manifest['status'], problem, created },
		ended: carried.ended(id),
		...{ recipe, recipeHash },
		environment: store.environment(id),
		peakMemory: store.peakMemory(id),
		epochs: store.points(id),
		test,
		weights: { epochs, tensors: spec },
		predictions
	}
	const binary = [
		...(judged === undefined ? [] : [{ path: modelWeightsPath, read: weightsAfter(judged) }]),
		...epochs.map((epoch) => ({ path: weightsPath(epoch), read: weightsAfter(epoch) })),
		...(test ? [{ path: probabilitiesPath, read: () => bytesOf(there(store.probabilities(id))) }] : []),
		...predictions.map((epoch) => ({ path: predictionsPath(epoch), read: () => there(store.predictions(id, epoch)) }))
	]
	return runFile(manifest, binary, judged === undefined ? null : tfjsModel(recipe, image, spec, world.version))
}

const bytesOf = (values: Float32Array) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength)

/** What was listed a moment ago is gone only when the run is, or goes on: then the file stays unfinished. */
function there<T>(found: T | undefined): T {
	if (found === undefined) throw new Error('The run changed while it was being exported.')
	return found
}
