import { describe, expect, onTestFinished, test } from 'vitest'
import { examinerOf, type Asked, type Examiner } from '../../src/main/runs/examiner-thread.ts'
import type { Lab } from '../../src/main/lab.ts'
import { worldHere } from '../../src/main/world.ts'
import { layerSchema } from '../../src/shared/layers.ts'
import type { RecipeInput } from '../../src/shared/recipe.ts'
import { unpackTensors } from '../../src/shared/tensors.ts'
import { open, slp, trained } from './real-lab.ts'
import { mnist } from '../../src/shared/dataset.ts'

type Layers = RecipeInput['layers']
const output: Layers = [{ kind: 'dense', units: 10, activation: 'softmax' }]
const activations = ['linear', 'relu', 'sigmoid', 'tanh', 'softmax', 'elu', 'gelu'] as const

function examiner(): Examiner {
	const { examiner: file, dataFolder } = worldHere({})
	const one = examinerOf(file, { places: { mnist: dataFolder, sets: '' } })
	onTestFinished(() => one.close())
	return one
}

/** A trained run as the examiner is asked about it. */
async function asked(lab: Lab, run: number): Promise<Asked> {
	const { recipe } = await lab.client.runs.get({ run })
	const bytes = await lab.bytes.weights(run)
	return {
		key: String(run),
		network: () => ({ layers: recipe.layers, image: mnist.image, weights: unpackTensors(bytes.buffer.slice()) })
	}
}

test('what a network of any kind answers to pictures from elsewhere is what it answered in its test', async () => {
	const kinds: [string, Layers][] = [
		['one layer', output],
		['dense layers with dropout', [{ kind: 'dense', units: 16 }, { kind: 'dropout', rate: 0.5 }, ...output]],
		[
			'every activation, one after another',
			[...activations.map((activation) => ({ kind: 'dense' as const, units: 24, activation })), ...output]
		],
		[
			'convolutions with every activation',
			[
				...activations.map((activation) => ({ kind: 'conv2d' as const, filters: 4, activation })),
				{ kind: 'flatten' },
				...output
			]
		],
		[
			'convolutions, pooling and normalization',
			[
				{ kind: 'conv2d', filters: 4 },
				{ kind: 'batchNorm' },
				{ kind: 'maxPool2d', poolSize: 3 },
				{ kind: 'conv2d', filters: 3, padding: 'same', strides: 2 },
				{ kind: 'flatten' },
				{ kind: 'batchNorm' },
				...output
			]
		],
		['an LSTM on an LSTM', [{ kind: 'lstm', units: 6, returnSequences: true }, { kind: 'lstm', units: 5 }, ...output]],
		['a GRU', [{ kind: 'gru', units: 8 }, ...output]],
		['a simple recurrent layer, normalized', [{ kind: 'simpleRnn', units: 8 }, { kind: 'batchNorm' }, ...output]],
		['no softmax', [{ kind: 'dense', units: 10, activation: 'sigmoid' }]]
	]
	const lab = open()
	const pictures = (await lab.bytes.pixels('mnist', 'test')).subarray(784 * 100, 784 * 600)
	const one = examiner()
	for (const [name, layers] of kinds) {
		const { run } = await trained(lab, slp({ data: { limit: 200 }, epochs: 1, layers, loss: 'meanSquaredError' }))
		const probabilities = new Float32Array((await lab.bytes.probabilities(run.id)).buffer)
		const [answers] = await one.answers([await asked(lab, run.id)], pictures)
		expect(answers).toHaveLength(5000)
		const off = answers?.map((share, at) => Math.abs(share - (probabilities[1000 + at] ?? NaN)))
		expect(
			off?.reduce((most, one) => Math.max(most, one)),
			name
		).toBeLessThan(1e-5)
	}
})

/** Answers with the sum of the first 24 pixels as class 0, and each weight is `weight`. */
function counting(key: string, weight: number): Asked {
	const layers = [layerSchema.parse({ kind: 'dense', units: 2, activation: 'linear', useBias: false })]
	const values = () => Float32Array.from({ length: 784 * 2 }, (_, at) => (at % 2 === 0 && at < 48 ? weight : 0))
	const network = () => ({
		layers,
		image: mnist.image,
		weights: [{ name: '1-dense/kernel', shape: [784, 2], values: values() }]
	})
	return { key, network }
}
const bright = (pixels: number) => Uint8Array.from({ length: 784 }, (_, at) => (at < pixels ? 255 : 0))

describe('many questions', () => {
	test('each gets its own answer, whoever is asked and in whatever number', async () => {
		const one = examiner()
		const [single, double] = [counting('single', 1), counting('double', 2)]
		const said = await Promise.all(
			Array.from({ length: 300 }, (_, at) =>
				one.answers([single, double], new Uint8Array([...bright(at % 24), ...bright(24)]))
			)
		)
		for (const [at, answers] of said.entries())
			expect(answers.map((values) => [...values].map(Math.round))).toEqual([
				[at % 24, 0, 24, 0],
				[2 * (at % 24), 0, 48, 0]
			])
	})

	test('more networks than stay open still answer, and one that was closed is fetched again', async () => {
		const one = examiner()
		let fetched = 0
		const many = Array.from({ length: 20 }, (_, at) => {
			const { key, network } = counting(`network ${at}`, at)
			return { key, network: () => (fetched++, network()) }
		})
		const ask = async (which: Asked[]) =>
			(await one.answers(which, bright(3))).map(([first]) => Math.round(first ?? NaN))
		expect(await ask(many)).toEqual(many.map((_, at) => 3 * at))
		expect(await ask(many.slice(-5))).toEqual([45, 48, 51, 54, 57])
		expect(fetched).toBe(20)
		expect(await ask(many.slice(0, 1))).toEqual([0])
		expect(fetched).toBe(21)
	})

	test('a network that cannot be built refuses its own questions and no other', async () => {
		const one = examiner()
		const { layers } = counting('', 1).network()
		const broken = { key: 'broken', network: () => ({ layers, image: mnist.image, weights: [] }) }
		const [refused, answered] = await Promise.allSettled([
			one.answers([broken], bright(1)),
			one.answers([counting('whole', 1)], bright(1))
		])
		expect(refused).toMatchObject({ status: 'rejected', reason: { message: '0 weights for a model of 1' } })
		expect(answered.status).toBe('fulfilled')
	})
})

test('the nearest training images of a picture from elsewhere are those of the same picture', async () => {
	const lab = open()
	const picture = (await lab.bytes.pixels('mnist', 'test')).subarray(784 * 77, 784 * 78)
	const near = await examiner().nearestTo(picture, 4)
	expect(near).toEqual(await lab.client.images.nearest({ part: 'test', image: 77, count: 4 }))
})
