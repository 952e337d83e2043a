import { createRequire } from 'node:module'
import { unzipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import type * as Tf from '@tensorflow/tfjs'
import { inputShape } from '../../../src/shared/network.ts'
import { readMnist } from '../../../src/main/data/mnist.ts'
import { initialWeights } from '../../../src/main/train/initial.ts'
import { weightShapes } from '../../../src/main/train/weight-shapes.ts'
import { worldHere } from '../../../src/main/world.ts'
import { recipeSchema } from '../../../src/shared/recipe.ts'
import { open, trained } from '../real-lab.ts'
import { exported, jsonOf, networks, small } from './carry.ts'
import { mnist } from '../../../src/shared/dataset.ts'

// TensorFlow.js itself reads what was written without it; its plain backend computes, not the one that trained
const tf = createRequire(import.meta.url)('@tensorflow/tfjs') as typeof Tf
const count = 20
const { pixels } = readMnist(worldHere({}).dataFolder).test.images
const empty = new Uint8Array()

beforeAll(async () => {
	await tf.setBackend('cpu')
})

const models = [
	...Object.entries(networks).map(([name, layers]) => [`${name} network`, small(layers)] as const),
	['committee', { ...small(networks['convolution'] ?? []), committee: 3 }] as const
]

test.each(models)('the exported %s predicts in TensorFlow.js what the lab has kept', async (_, recipe) => {
	const lab = open()
	const { run } = await trained(lab, recipe)
	const files = unzipSync(await exported(lab, run.id, 'model'))
	expect(Object.keys(files)).toEqual(['model.json', 'weights.bin', 'README.txt'])
	const { modelTopology, weightsManifest } = jsonOf(files['model.json'] ?? empty) as {
		modelTopology: object
		weightsManifest: Tf.io.WeightsManifestConfig
	}
	const weightData = Uint8Array.from(files['weights.bin'] ?? empty).buffer
	const weightSpecs = weightsManifest.flatMap(({ weights }) => weights)
	const model = await tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData }))
	expect(model.countParams()).toBe(run.parameters)
	const images = Float32Array.from(pixels.subarray(0, count * 784), (pixel) => pixel / 255)
	const input = tf.tensor(images, [count, ...inputShape(run.recipe.layers, mnist.image)])
	const found = await (model.predict(input) as Tf.Tensor).data()
	const kept = new Float32Array((await lab.bytes.probabilities(run.id)).buffer, 0, count * 10)
	for (const [place, value] of kept.entries()) expect(found[place]).toBeCloseTo(value, 5)
	// the same two files, one by one
	expect(await exported(lab, run.id, 'model.json')).toEqual(files['model.json'])
	expect(await exported(lab, run.id, 'weights.bin')).toEqual(files['weights.bin'])
})

test.each(Object.entries(networks))('the shapes of the %s network are those it starts with', (_, layers) => {
	const recipe = recipeSchema.parse({ layers })
	const made = initialWeights(recipe.layers, 1, mnist.image)
	expect(weightShapes(recipe.layers, mnist.image)).toEqual(made.map(({ name, shape }) => ({ name, shape })))
})
