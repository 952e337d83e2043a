import { tmpdir } from 'node:os'
import { beforeAll, describe, expect, test } from 'vitest'
import { openBackend } from '../../../src/main/train/backend.ts'
import { firstWeights, membersOf } from '../../../src/main/train/committee.ts'
import type { Engine, Judged, TrainEvent } from '../../../src/main/train/engine.ts'
import { graphEngine, openGraph } from '../../../src/main/train/graph-engine.ts'
import { epochOf } from '../../../src/main/train/epoch.ts'
import { initialWeights } from '../../../src/main/train/initial.ts'
import { layersEngine } from '../../../src/main/train/layers-engine.ts'
import { lossOfAnswer, meanJudged } from '../../../src/main/train/mean-judged.ts'
import { joined, parted } from '../../../src/main/train/members.ts'
import { openNetwork } from '../../../src/main/train/open-network.ts'
import { mnist } from '../../../src/shared/dataset.ts'
import { recipeSchema, type Recipe, type RecipeInput } from '../../../src/shared/recipe.ts'
import { splitImages } from '../../../src/main/data/split.ts'
import { blurredBars } from './blurred-bars.ts'

beforeAll(async () => {
	expect(await openBackend('native')).toMatchObject({ kind: 'native' })
})

const data = blurredBars(200, 50)
const signal = { aborted: false }
const now = () => performance.now()
const engines: [string, Engine][] = [
	['layers', layersEngine(now)],
	['graph', graphEngine(now, tmpdir())]
]
const layers: RecipeInput['layers'] = [
	{ kind: 'dense', units: 12 },
	{ kind: 'dropout', rate: 0.2 },
	{ kind: 'dense', units: 10, activation: 'softmax' }
]
const recipeOf = (more: Partial<RecipeInput> = {}): Recipe =>
	recipeSchema.parse({
		data: { limit: 200 },
		layers,
		optimizer: { kind: 'adam' },
		learningRate: 0.01,
		batchSize: 32,
		epochs: 2,
		seed: 7,
		...more
	})

/** Trains to the end, and judges the test images. */
function run(engine: Engine, recipe: Recipe) {
	const events = engine.fit(recipe, data, null, signal)
	const epochs: (TrainEvent & { kind: 'epoch' })[] = []
	for (;;) {
		const next = events.next()
		if (!next.done) {
			if (next.value.kind === 'epoch') epochs.push(next.value)
			continue
		}
		const weights = next.value?.weights ?? []
		return { weights, epochs, judged: engine.test(recipe, data, weights, signal) as Judged }
	}
}

test('how many batches a call takes, which is a matter of time, changes no bit of what the epochs say', () => {
	const recipe = recipeOf({ committee: 3, batchSize: 8, epochs: 20 })
	let tick = 0
	const slowly = run(
		graphEngine(() => (tick += 1000), tmpdir()),
		recipe
	)
	const atOnce = run(
		graphEngine(() => 0, tmpdir()),
		recipe
	)
	const points = ({ epochs }: ReturnType<typeof run>) => epochs.map(({ point }) => ({ ...point, seconds: 0 }))
	expect(points(slowly)).toEqual(points(atOnce))
})

describe.each(engines)('a committee trained by the %s engine', (_, engine) => {
	test('is the networks of the seeds that follow each other, and answers with their mean', () => {
		const committee = run(engine, recipeOf({ committee: 3 }))
		const alone = [7, 8, 9].map((seed) => run(engine, recipeOf({ seed })))
		expect(committee.weights).toEqual(joined(alone.map(({ weights }) => weights)))
		const mean = committee.judged.probabilities.map((_, at) =>
			alone.reduce((sum, { judged }) => sum + (judged.probabilities[at] ?? NaN) / 3, 0)
		)
		for (const [at, value] of committee.judged.probabilities.entries()) expect(value).toBeCloseTo(mean[at] ?? NaN, 6)
		const losses = alone.map(({ epochs }) => epochs[0]?.point.loss ?? NaN)
		expect(committee.epochs[0]?.point.loss).toBeCloseTo(losses.reduce((sum, loss) => sum + loss) / 3, 6)
	})

	test('goes on where it was cut off', () => {
		const recipe = recipeOf({ committee: 2, epochs: 3 })
		const whole = run(engine, recipe)
		const cut = whole.epochs[0]
		if (!cut) throw new Error('there is no first epoch')
		const rest = engine.fit(recipe, data, { ...cut.checkpoint, best: null }, signal)
		let last = rest.next()
		while (!last.done) last = rest.next()
		expect(last.value?.weights).toEqual(whole.weights)
	})
})

test('several runs of other seeds, learning rates and networks learn side by side to the same bits as alone', () => {
	const recipes = [
		recipeOf(),
		recipeOf({ seed: 3, learningRate: 0.003 }),
		recipeOf({ layers: [{ kind: 'dense', units: 10, activation: 'softmax' }], optimizer: { kind: 'sgd' } })
	]
	const { training } = splitImages(recipeOf(), () => undefined)
	const after = (some: Recipe[]) => {
		const beginners = some.map((recipe) => ({
			recipe,
			weights: initialWeights(recipe.layers, recipe.seed, mnist.image),
			state: null
		}))
		const learners = openGraph(now, tmpdir())(data, beginners)
		const epochs = some.map((recipe) => epochOf(recipe, training, 1))
		for (let batch = 0; batch < (epochs[0]?.batches ?? 0);)
			batch += learners.train(epochs, batch)[0]?.batches ?? Infinity
		const weights = learners.weights()
		learners.close()
		return weights
	}
	expect(after(recipes)).toEqual(recipes.map((recipe) => after([recipe])[0]))
})

test('networks whose batches are not of one size are refused', () => {
	const beginners = [16, 32].map((batchSize) => ({ recipe: recipeOf({ batchSize }), weights: [], state: null }))
	expect(() => openGraph(now, tmpdir())(data, beginners)).toThrow('batches of one size')
})

test('an opened committee answers with the mean of its networks', async () => {
	const recipe = recipeOf({ committee: 2 })
	const fields = data.test.images.pixels.subarray(0, 3 * 784)
	const weights = firstWeights(recipe)
	const network = await openNetwork(recipe.layers, weights, mnist.image)
	const each = []
	for (const own of parted(weights, 2)) {
		const one = await openNetwork(recipe.layers, own, mnist.image)
		each.push(one.answers(fields))
		one.close()
	}
	const mean = network.answers(fields)
	network.close()
	for (const [at, value] of mean.entries())
		expect(value).toBeCloseTo(((each[0]?.[at] ?? NaN) + (each[1]?.[at] ?? NaN)) / 2, 6)
	await openBackend('native')
})

test('what is joined under names of their own comes apart again', () => {
	const lists = [
		[{ name: '1-dense/kernel' }, { name: '1-dense/bias' }],
		[{ name: '1-dense/kernel' }, { name: '1-dense/bias' }]
	]
	expect(joined(lists).map(({ name }) => name)).toEqual([
		'1-dense/kernel',
		'1-dense/bias',
		'1-dense/kernel@2',
		'1-dense/bias@2'
	])
	expect(parted(joined(lists), 2)).toEqual(lists)
})

test('the last seeds there are begin again at the first one', () => {
	expect(membersOf(recipeOf({ committee: 3, seed: 2 ** 31 - 2 })).map(({ seed }) => seed)).toEqual([
		2 ** 31 - 2,
		2 ** 31 - 1,
		0
	])
})

// by hand: −ln .7; −(ln .7 + ln .8 + ln .9) / 3; (.2² + .3² + .1²) / 3
test.each([
	['categoricalCrossentropy', 0.35667494393873245],
	['binaryCrossentropy', 0.2283930033069],
	['meanSquaredError', 0.04666666666666667]
] as const)('the %s of one answer', (loss, expected) => {
	expect(lossOfAnswer(loss, Float32Array.of(0.2, 0.7, 0.1), 1)).toBeCloseTo(expected, 6)
})

test('a committee can be right where most of its networks are wrong', () => {
	const answer = (share: number): Judged => ({ loss: 0, accuracy: 0, probabilities: Float32Array.of(share, 1 - share) })
	const judged = meanJudged(
		[answer(0.4), answer(0.4), answer(1)],
		'meanSquaredError',
		Uint8Array.of(0),
		Uint32Array.of(0),
		2
	)
	expect(judged.accuracy).toBe(1)
	expect(judged.probabilities[0]).toBeCloseTo(0.6, 6)
})
