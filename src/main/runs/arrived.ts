import { split } from '../../shared/check.ts'
import { mostLikely } from '../../shared/likely.ts'
import { factsOf } from '../../shared/dataset.ts'
import { parametersOf } from '../../shared/network.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { Manifest } from '../exchange/manifest.ts'
import type { OpenRunFile } from '../exchange/read-run-file.ts'
import { predictionsPath, probabilitiesPath, weightsPath } from '../exchange/run-file.ts'
import { damaged } from '../exchange/unzip.ts'
import type { ArrivedRun } from '../store/import.ts'
import { allWeightShapes } from '../train/weight-shapes.ts'

type Learned = Pick<ArrivedRun, 'weights' | 'test' | 'predictions'>

/** What an arriving run has learned and answered, held against its recipe and the true `labels` of the test images. */
export async function readLearned(file: OpenRunFile, recipe: Recipe, labels: Uint8Array): Promise<Learned> {
	const { manifest } = file
	checkTogether(manifest)
	const { image, classes } = factsOf(recipe.data)
	const spec = allWeightShapes(recipe, image)
	if (manifest.weights.epochs.length > 0 && JSON.stringify(manifest.weights.tensors) !== JSON.stringify(spec))
		throw damaged('its weights are not those of the network in its recipe')
	const weights: Learned['weights'] = []
	for (const epoch of manifest.weights.epochs) {
		const bytes = await file.read(weightsPath(epoch), 4 * parametersOf(recipe, image))
		weights.push({ epoch, spec, bytes })
	}
	const predictions: Learned['predictions'] = []
	for (const epoch of manifest.predictions)
		predictions.push({ epoch, bytes: await readPredictions(file, epoch, split(recipe).validation, classes.length) })
	return { weights, predictions, test: manifest.test && (await readTest(file, manifest.test, labels, classes.length)) }
}

/** Refuses parts that cannot all be true of one run. */
function checkTogether({ status, test, epochs, weights, predictions }: Manifest) {
	if ((status === 'finished') !== (test !== null))
		throw damaged(`it says ${status}, but ${test ? 'has' : 'has no'} test, which is what finishing means`)
	if (test && !weights.epochs.includes(test.epoch))
		throw damaged(`the weights of epoch ${test.epoch}, which its test has judged, are missing`)
	const known = new Set(epochs.map(({ epoch }) => epoch))
	for (const [what, list] of Object.entries({ weights: weights.epochs, predictions })) {
		if (new Set(list).size < list.length) throw damaged(`it lists ${what} of one epoch twice`)
		const stray = list.find((epoch) => !known.has(epoch))
		if (stray !== undefined) throw damaged(`it has ${what} of epoch ${stray}, which it never reached`)
	}
}

async function readPredictions(
	file: OpenRunFile,
	epoch: number,
	images: number,
	classCount: number
): Promise<Uint8Array> {
	const bytes = await file.read(predictionsPath(epoch), 2 * images)
	if (bytes.subarray(0, images).some((label) => label >= classCount))
		throw damaged(`${predictionsPath(epoch)} names classes that do not exist`)
	return bytes
}

/** The test as the file's probabilities give it here, which must be what it gave there. */
async function readTest(
	file: OpenRunFile,
	said: NonNullable<Manifest['test']>,
	labels: Uint8Array,
	classCount: number
): Promise<NonNullable<Learned['test']>> {
	const bytes = await file.read(probabilitiesPath, 4 * labels.length * classCount)
	const probabilities = new Float32Array(bytes.buffer)
	if (!probabilities.every(Number.isFinite)) throw damaged(`${probabilitiesPath} holds what is no number`)
	const predicted = mostLikely(probabilities, classCount)
	const correct = labels.reduce((sum, label, image) => sum + Number(predicted[image] === label), 0)
	const accuracy = correct / labels.length
	if (said.count !== labels.length || said.correct !== correct || Math.abs(said.accuracy - accuracy) > 1e-6)
		throw damaged(
			`it says that ${said.correct} of ${said.count} test images were right, but by its own answers it is ${correct} of ${labels.length}`
		)
	return { epoch: said.epoch, loss: said.loss, accuracy, correct, count: labels.length, probabilities: bytes }
}
