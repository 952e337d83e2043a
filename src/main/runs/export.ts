import type { Download, ExportForm, LabBytes } from '../../shared/bytes.ts'
import { factsOf } from '../../shared/dataset.ts'
import { inputShape } from '../../shared/network.ts'
import { LabProblem, noSuch } from '../../shared/problems.ts'
import { isOver, type RunRow } from '../../shared/runs.ts'
import { testPlaces } from '../../shared/subset.ts'
import { placesOf } from '../data/places.ts'
import { checkHere, labelsOf } from '../data/sets.ts'
import { epochsCsv, predictionsCsv } from '../exchange/csv.ts'
import { fileName } from '../exchange/file-names.ts'
import { kerasConfig, kerasMetadata } from '../exchange/keras-file.ts'
import { modelReadme } from '../exchange/readme.ts'
import { recipeFile } from '../exchange/recipe-file.ts'
import { json, words } from '../exchange/run-file.ts'
import { streamOf } from '../exchange/stream.ts'
import { tfjsModel } from '../exchange/tfjs-model.ts'
import { zipped } from '../exchange/zip.ts'
import type { Checkpoints } from '../store/checkpoint-thread.ts'
import type { ExportStore } from '../store/export.ts'
import type { RunStore } from '../store/runs.ts'
import { allWeightShapes } from '../train/weight-shapes.ts'
import { writeKerasWeights } from './exporter-thread.ts'
import { outcomeOf } from './outcome.ts'
import { wholeRun } from './whole-run.ts'
import type { World } from './world.ts'

const zip = 'application/zip'
const text = 'text/csv; charset=utf-8'
const object = 'application/json'

/** A run as files that others read; see `exportForms`. Throws LabProblems before the first byte, faults after it. */
export function runDownloads(
	world: World,
	store: RunStore,
	carried: ExportStore,
	disk: Checkpoints
): LabBytes['download'] {
	function find(run: number): RunRow {
		const row = store.find(run)
		if (!row) throw noSuch.run(run)
		return row
	}
	/** What the run has learned; its bytes are read when they are needed, for they may be many. */
	function learned({ id }: RunRow) {
		const epochs = carried.weightEpochs(id)
		const judged = store.test(id)?.epoch ?? epochs.at(-1)
		if (judged === undefined)
			throw new LabProblem('NOT_NOW', `Run ${id} has no weights yet: they are kept when an epoch ends.`)
		const { layers, committee, data } = store.recipe(id).recipe
		const networks = { layers, committee }
		const facts = factsOf(data)
		const read = () => {
			// of a run that trains, newer weights may have taken their place meanwhile
			const found = carried.weightsAfter(id, judged) ?? store.weights(id)
			if (!found) throw new Error('The run changed while it was being exported.')
			return found.bytes
		}
		return { networks, facts, spec: allWeightShapes(networks, facts.image), read }
	}
	const dateOf = (row: RunRow) => carried.ended(row.id) ?? row.created

	function modelZip(row: RunRow) {
		const { networks, facts, spec, read } = learned(row)
		const readme = modelReadme(row.name, inputShape(networks.layers, facts.image).join(', '), facts.classes)
		return zipped(
			[
				{ path: 'model.json', pack: true, read: () => json(tfjsModel(networks, facts.image, spec, world.version)) },
				{ path: 'weights.bin', pack: false, read },
				{ path: 'README.txt', pack: true, read: () => words(readme) }
			],
			dateOf(row)
		)
	}

	function kerasZip(row: RunRow) {
		const { networks, facts, spec, read } = learned(row)
		const weights = () => writeKerasWeights(world.exporter, { networks, spec, bytes: read() })
		return zipped(
			[
				{ path: 'metadata.json', pack: true, read: () => json(kerasMetadata(dateOf(row))) },
				{ path: 'config.json', pack: true, read: () => json(kerasConfig(networks, facts.image)) },
				{ path: 'model.weights.h5', pack: false, read: weights }
			],
			dateOf(row)
		)
	}

	async function predictions({ id }: RunRow) {
		checkHere(placesOf(world), store.recipe(id).recipe.data)
		const probabilities = store.probabilities(id)
		if (!probabilities)
			throw new LabProblem('NOT_NOW', `Run ${id} has not looked at the test images; that happens when it finishes.`)
		const { data } = store.recipe(id).recipe
		const labels = await labelsOf(placesOf(world), data.set, 'test')
		return predictionsCsv(labels, testPlaces(data, labels), probabilities)
	}

	async function toVerify({ id, name, preset }: RunRow) {
		const outcome = await outcomeOf(store, disk, id)
		if (!outcome) throw new LabProblem('NOT_NOW', `Run ${id} has not finished: only then is there something to verify.`)
		return recipeFile({ name, preset, ...store.recipe(id), environment: store.environment(id), outcome })
	}

	async function bodyOf(row: RunRow, form: ExportForm): Promise<Pick<Download, 'type' | 'body'>> {
		const stream = (pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>) => streamOf(pieces, world.fault)
		switch (form) {
			case 'run':
				if (!isOver(row.status))
					throw new LabProblem('NOT_NOW', `Run ${row.id} is not over: it can be exported as a whole when it has ended.`)
				return { type: zip, body: stream(wholeRun(world, row, store, carried)) }
			case 'model':
				return { type: zip, body: stream(modelZip(row)) }
			case 'keras':
				return { type: zip, body: stream(kerasZip(row)) }
			case 'digitrecipe':
				return { type: object, body: await toVerify(row) }
			case 'recipe':
				return { type: object, body: json(store.recipe(row.id).recipe) }
			case 'epochs':
				return { type: text, body: epochsCsv(store.points(row.id)) }
			case 'predictions':
				return { type: text, body: stream(await predictions(row)) }
			case 'model.json': {
				const { networks, facts, spec } = learned(row)
				return { type: object, body: json(tfjsModel(networks, facts.image, spec, world.version)) }
			}
			case 'weights.bin':
				return { type: 'application/octet-stream', body: new Uint8Array(learned(row).read()) }
		}
	}

	return async (run, form) => {
		const row = find(run)
		return { name: fileName(row.name, run, form), ...(await bodyOf(row, form)) }
	}
}
