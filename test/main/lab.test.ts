import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { readMnist } from '../../src/main/data/mnist.ts'
import { worldHere } from '../../src/main/world.ts'
import type { RecipeInput } from '../../src/shared/recipe.ts'
import { newHome, open, slp, trained } from './real-lab.ts'

const dropout = (extra: Partial<RecipeInput> = {}): RecipeInput =>
	slp({
		layers: [
			{ kind: 'dense', units: 16 },
			{ kind: 'dropout', rate: 0.3 },
			{ kind: 'dense', units: 10, activation: 'softmax' }
		],
		...extra
	})

function weightBytes(home: string, run: number): Buffer {
	const database = new Sqlite(join(home, 'lab.sqlite'), { readonly: true })
	const row = database.prepare('SELECT bytes FROM weights WHERE run = ? ORDER BY epoch DESC').get(run) as {
		bytes: Buffer
	}
	database.close()
	return row.bytes
}

test('a run goes from the queue through its epochs to the test, and is there after a restart', async () => {
	const home = newHome()
	const lab = open(home)
	const { run, events } = await trained(lab, slp())
	const told = events.flatMap<string | number>((event) =>
		event.kind === 'run' ? [event.run.status] : event.kind === 'epoch' ? [event.point.epoch] : []
	)
	expect(told).toEqual(['queued', 'training', 1, 'training', 2, 'training', 'evaluating', 'finished'])
	expect(run.points.map(({ epoch }) => epoch)).toEqual([1, 2])
	expect(run.test).toMatchObject({ count: 10_000, epoch: 2 })
	expect(run.environment).toMatchObject({ backend: 'native' })
	const { matrix = [], classes = [] } = run.judgement ?? {}
	expect(matrix.reduce((sum, row, label) => sum + (row[label] ?? 0), 0)).toBe(run.test?.correct)
	// how often each digit stands in MNIST's test set (LeCun, Cortes and Burges)
	expect(classes.map(({ support }) => support)).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
	await lab.close()
	const again = open(home)
	expect(await again.client.runs.get({ run: run.id })).toEqual(run)
	expect((await again.client.runs.list()).map(({ id }) => id)).toEqual([run.id])
})

test('the kept probabilities give the kept accuracy and loss: the run was judged with its own weights', async () => {
	const home = newHome()
	const lab = open(home)
	const { run } = await trained(lab, slp())
	await lab.close()
	const database = new Sqlite(join(home, 'lab.sqlite'), { readonly: true })
	const { probabilities } = database.prepare('SELECT probabilities FROM tests').get() as { probabilities: Buffer }
	database.close()
	const values = new Float32Array(Uint8Array.from(probabilities).buffer)
	const { labels, images } = readMnist(worldHere({}).dataFolder).test
	expect(values.length).toBe(100_000)
	const rows = [...labels].map((label, image) => ({ label, row: [...values.subarray(image * 10, image * 10 + 10)] }))
	const hits = rows.filter(({ label, row }) => row.indexOf(Math.max(...row)) === label).length
	const loss = rows.reduce((sum, { label, row }) => sum - Math.log(row[label] ?? NaN), 0) / rows.length
	expect(hits).toBe(run.test?.correct)
	expect(loss).toBeCloseTo(run.test?.loss ?? NaN, 4)
	// and those probabilities are the softmax of the kept weights on the first test image
	const bytes = weightsOf(home, run.id)
	const logits = Array.from({ length: 10 }, (_, digit) =>
		Array.from({ length: 784 }).reduce<number>(
			(sum, _, pixel) => sum + ((images.pixels[pixel] ?? 0) / 255) * (bytes[pixel * 10 + digit] ?? NaN),
			bytes[7840 + digit] ?? NaN
		)
	)
	const sum = logits.reduce((total, logit) => total + Math.exp(logit), 0)
	for (const [digit, logit] of logits.entries()) expect(values[digit]).toBeCloseTo(Math.exp(logit) / sum, 5)
})
const weightsOf = (home: string, run: number) => new Float32Array(Uint8Array.from(weightBytes(home, run)).buffer)

test('the same recipe gives the same bits, another seed others', async () => {
	const home = newHome()
	const lab = open(home)
	const first = await trained(lab, dropout({ seed: 5 }))
	const second = await trained(lab, dropout({ seed: 5 }))
	const other = await trained(lab, dropout({ seed: 6 }))
	await lab.close()
	const fresh = open(home)
	const restarted = await trained(fresh, dropout({ seed: 5 }))
	expect(weightBytes(home, second.run.id)).toEqual(weightBytes(home, first.run.id))
	expect(weightBytes(home, restarted.run.id)).toEqual(weightBytes(home, first.run.id))
	expect(weightBytes(home, other.run.id)).not.toEqual(weightBytes(home, first.run.id))
	expect(second.run.recipeHash).toBe(first.run.recipeHash)
	expect(second.run.points.map(({ loss }) => loss)).toEqual(first.run.points.map(({ loss }) => loss))
})

test.each<[string, RecipeInput['layers']]>([
	[
		'convolutional',
		[{ kind: 'conv2d', filters: 8 }, { kind: 'batchNorm' }, { kind: 'maxPool2d' }, { kind: 'flatten' }]
	],
	['recurrent', [{ kind: 'gru', units: 8 }]]
])('a %s network repeats bit for bit', async (_, layers) => {
	const home = newHome()
	const lab = open(home)
	const recipe = slp({ data: { limit: 300 }, layers: [...layers, { kind: 'dense', units: 10, activation: 'softmax' }] })
	const [first, second] = [await trained(lab, recipe), await trained(lab, recipe)]
	expect(weightBytes(home, second.run.id)).toEqual(weightBytes(home, first.run.id))
})

test('early stopping ends a run that no longer gets better, and judge: best tests its best epoch', async () => {
	const lab = open()
	const recipe = slp({ epochs: 200, learningRate: 2, earlyStopping: { kind: 'patience', patience: 3 }, judge: 'best' })
	const { run } = await trained(lab, recipe)
	expect(run.epochsDone).toBeLessThan(200)
	const losses = run.points.map(({ valLoss }) => valLoss ?? NaN)
	expect(run.bestEpoch).toBe(losses.indexOf(Math.min(...losses)) + 1)
	expect(run.test?.epoch).toBe(run.bestEpoch)
})

test('a training that blows up fails with a sentence that says what to change', async () => {
	const lab = open()
	const layers: RecipeInput['layers'] = [
		{ kind: 'dense', units: 32, activation: 'linear' },
		{ kind: 'dense', units: 10, activation: 'linear' }
	]
	const { run } = await trained(lab, slp({ layers, loss: 'meanSquaredError', learningRate: 100 }))
	expect(run.status).toBe('failed')
	expect(run.problem).toMatch(/the loss stopped being a number.*Lower the learning rate/)
})

test('without validation images nothing is said of validation', async () => {
	const { run } = await trained(open(), slp({ validation: { share: 0 } }))
	expect(run).toMatchObject({ status: 'finished', bestEpoch: null, valAccuracy: null })
	expect(run.points.map(({ valLoss }) => valLoss)).toEqual([null, null])
})

test('a recipe that cannot work is refused before anything is kept, each sentence at its field', async () => {
	const lab = open()
	const bad = { ...slp({ epochs: 0 }), layers: [{ kind: 'flatten' }, { kind: 'conv2d' }] } as RecipeInput
	await expect(lab.client.runs.start({ recipe: bad })).rejects.toMatchObject({
		code: 'PROBLEM',
		data: {
			fields: expect.arrayContaining([
				{ path: ['epochs'], sentence: 'Epochs must be a whole number from 1 to 10,000; it is 0.' },
				{
					path: ['layers', 1],
					sentence: expect.stringContaining('Layer 2 (conv2d) needs a height × width × channels picture') as string
				}
			]) as unknown
		}
	})
	expect(await lab.client.runs.list()).toEqual([])
})

test('what an epoch will take is measured, and known at once the second time', async () => {
	const lab = open()
	const first = await lab.client.recipes.estimate({ recipe: slp() })
	expect(first).toMatchObject({ kind: 'measured' })
	expect(await lab.client.recipes.estimate({ recipe: slp({ epochs: 9 }) })).toEqual(first)
})

test('a run that is not there is a sentence', async () => {
	await expect(open().client.runs.get({ run: 7 })).rejects.toThrow(
		'There is no run 7; it may have been deleted. The list of runs has those there are.'
	)
})
