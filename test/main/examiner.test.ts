import { describe, expect, test } from 'vitest'
import type { Lab } from '../../src/main/lab.ts'
import { examinerOf } from '../../src/main/runs/examiner-thread.ts'
import type { RecipeInput } from '../../src/shared/recipe.ts'
import { unpackTensors } from '../../src/shared/tensors.ts'
import { open, slp, trained } from './real-lab.ts'

type Layers = RecipeInput['layers']
const output: Layers = [{ kind: 'dense', units: 10, activation: 'softmax' }]

const examine = async (lab: Lab, run: number, image: number) =>
	unpackTensors((await lab.bytes.activations(run, 'test', image)).buffer)

describe('what the layers make of an image', () => {
	test.each<[string, Layers, [string, number[]][]]>([
		['one layer', output, [['dense', [10]]]],
		[
			'dense layers with dropout',
			[{ kind: 'dense', units: 16 }, { kind: 'dropout', rate: 0.5 }, ...output],
			[
				['dense', [16]],
				['dropout', [16]],
				['dense_1', [10]]
			]
		],
		[
			'convolutions, pooling and normalization',
			[
				{ kind: 'conv2d', filters: 4 },
				{ kind: 'batchNorm' },
				{ kind: 'maxPool2d' },
				{ kind: 'conv2d', filters: 3, padding: 'same', strides: 2 },
				{ kind: 'flatten' },
				...output
			],
			[
				['conv2d', [26, 26, 4]],
				['batch_norm', [26, 26, 4]],
				['max_pool2d', [13, 13, 4]],
				['conv2d_1', [7, 7, 3]],
				['flatten', [147]],
				['dense', [10]]
			]
		],
		[
			'an LSTM on an LSTM',
			[{ kind: 'lstm', units: 6, returnSequences: true }, { kind: 'lstm', units: 5 }, ...output],
			[
				['lstm', [28, 6]],
				['lstm_1', [5]],
				['lstm_1/steps', [28, 5]],
				['dense', [10]]
			]
		],
		[
			'a GRU',
			[{ kind: 'gru', units: 8 }, ...output],
			[
				['gru', [8]],
				['gru/steps', [28, 8]],
				['dense', [10]]
			]
		]
	])('ends, for %s, with what the run answered in its test', async (_, layers, shapes) => {
		const lab = open()
		const { run } = await trained(lab, slp({ data: { limit: 200 }, epochs: 1, layers }))
		const probabilities = new Float32Array((await lab.bytes.probabilities(run.id)).buffer)
		const pixels = await lab.bytes.pixels('mnist', 'test')
		for (const image of [0, 7, 9999]) {
			const [input, ...tensors] = await examine(lab, run.id, image)
			expect(tensors.map(({ name, shape }) => [name, shape])).toEqual(shapes)
			expect(input?.name).toBe('input')
			expect([...(input?.values ?? [])].map((share) => Math.round(share * 255))).toEqual([
				...pixels.subarray(image * 784, (image + 1) * 784)
			])
			const answer = tensors.at(-1)?.values ?? []
			for (const [digit, share] of answer.entries())
				expect(Math.abs(share - (probabilities[image * 10 + digit] ?? NaN))).toBeLessThan(1e-4)
			const steps = tensors.find(({ name }) => name.endsWith('/steps'))
			const last = tensors.find(({ name }) => `${name}/steps` === steps?.name)
			if (steps && last) expect([...steps.values.slice(-last.values.length)]).toEqual([...last.values])
		}
	})

	test('an image or a run that is not there, and a run without weights, are sentences', async () => {
		const lab = open()
		const { run } = await trained(lab, slp())
		await expect(examine(lab, run.id, 10_000)).rejects.toThrow(
			'There is no test image 10,000: they are numbered from 0 to 9,999.'
		)
		await expect(examine(lab, 7, 0)).rejects.toThrow('There is no run 7;')
		await lab.client.runs.start({ recipe: slp({ epochs: 1000 }) })
		const queued = await lab.client.runs.start({ recipe: slp() })
		await expect(examine(lab, queued.id, 0)).rejects.toThrow(/has no weights yet: they are kept when an epoch ends/)
		await expect(lab.client.images.nearest({ part: 'test', image: 10_000 })).rejects.toThrow(/There is no test image/)
	})
})

test('neighbours carry their labels, and a training image is not its own', async () => {
	const lab = open()
	const labels = await lab.bytes.labels('mnist', 'training')
	const near = await lab.client.images.nearest({ part: 'training', image: 12, count: 5 })
	expect(near).toHaveLength(5)
	expect(near.map(({ image }) => image)).not.toContain(12)
	expect(near.map(({ label }) => label)).toEqual(near.map(({ image }) => labels[image]))
})

test('a run is looked into while it trains, and the core is not held up by it', async () => {
	const lab = open()
	const { id } = await lab.client.runs.start({ recipe: slp({ data: { limit: 20_000 }, epochs: 1000 }) })
	const epoch = async () => (await lab.client.runs.get({ run: id })).weightsEpoch
	await expect.poll(epoch, { timeout: 20_000 }).not.toBeNull()
	await Promise.all([examine(lab, id, 1), lab.client.images.nearest({ part: 'test', image: 1 })])
	// the time this thread computes rather than the clock: training shares the machine's few cores
	const costs: number[] = []
	for (let image = 0; image < 21; image++) {
		const before = process.threadCpuUsage()
		const [tensors] = await Promise.all([
			examine(lab, id, image),
			lab.client.images.nearest({ part: 'test', image, count: 8 })
		])
		const { user, system } = process.threadCpuUsage(before)
		costs.push((user + system) / 1000)
		expect(tensors).toHaveLength(2)
	}
	expect(costs.sort((a, b) => a - b)[10]).toBeLessThan(10)
	expect((await lab.client.runs.get({ run: id })).status).toBe('training')
	await lab.client.runs.stop({ run: id })
})

test('what is asked when the lab closes is answered with a sentence', async () => {
	const lab = open()
	const { run } = await trained(lab, slp())
	const asked = examine(lab, run.id, 3)
	const refused = expect(asked).rejects.toThrow('The lab was closed before it could answer.')
	await Promise.all([refused, lab.close()])
})

test('a thread that dies answers with a sentence, and a new one is there for the next question', async () => {
	// the first question it gets is its last; a new thread counts from one again
	const program = `import { parentPort } from 'node:worker_threads'
		parentPort.on('message', ({ id }) => {
			if (id === 1) throw new Error('out of order')
			parentPort.postMessage({ kind: 'nearest', id, neighbours: [] })
		})`
	const examiner = examinerOf(new URL(`data:text/javascript,${encodeURIComponent(program)}`), {
		places: { mnist: '', sets: '' }
	})
	const first = { set: 'mnist', part: 'test', image: 0 } as const
	await expect(examiner.nearest(first, 1)).rejects.toThrow(/ended unexpectedly \(out of order\)\. Ask again/)
	expect(await examiner.nearest(first, 1)).toEqual([])
	await examiner.close()
	await expect(examiner.nearest(first, 1)).rejects.toThrow('The lab is being closed.')
})
