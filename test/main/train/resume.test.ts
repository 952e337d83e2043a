import { beforeAll, describe, expect, test } from 'vitest'
import { openBackend } from '../../../src/main/train/backend.ts'
import type { EpochPoint } from '../../../src/shared/runs.ts'
import type { RecipeInput } from '../../../src/shared/recipe.ts'
import { train } from './cut.ts'

beforeAll(async () => {
	expect((await openBackend('native')).kind).toBe('native')
})

const output = { kind: 'dense', units: 10, activation: 'softmax' } as const
const small = (extra: Partial<RecipeInput>): RecipeInput => ({
	data: { limit: 400 },
	layers: [{ kind: 'dense', units: 16 }, { kind: 'dropout', rate: 0.3 }, output],
	epochs: 6,
	seed: 3,
	...extra
})

const optimizers: Record<string, Partial<RecipeInput>> = {
	sgd: { optimizer: { kind: 'sgd' } },
	momentum: { optimizer: { kind: 'sgd', momentum: 0.9 } },
	nesterov: { optimizer: { kind: 'sgd', momentum: 0.9, nesterov: true } },
	rmsprop: { optimizer: { kind: 'rmsprop', momentum: 0.5 }, learningRate: 0.001 },
	'rmsprop, centered': { optimizer: { kind: 'rmsprop', centered: true }, learningRate: 0.001 },
	adam: { optimizer: { kind: 'adam' }, learningRate: 0.001 },
	adagrad: { optimizer: { kind: 'adagrad' }, learningRate: 0.05 },
	adadelta: { optimizer: { kind: 'adadelta' }, learningRate: 1 }
}
const adam = optimizers['adam']
const networks: Record<string, RecipeInput['layers']> = {
	convolutional: [{ kind: 'conv2d', filters: 4 }, { kind: 'batchNorm' }, { kind: 'maxPool2d' }, { kind: 'flatten' }],
	recurrent: [{ kind: 'lstm', units: 8 }]
}
const engines = ['layers', 'graph'] as const
describe.each(engines)('by the %s engine', (engine) => {
	test.each(Object.keys(optimizers))('a training with %s that is cut off comes to the same bits', (name) => {
		const recipe = small(optimizers[name] ?? {})
		const straight = train(recipe, [], [engine])
		expect(straight.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6])
		expect(train(recipe, [2], [engine])).toEqual(straight)
		expect(train(recipe, [1, 5], [engine])).toEqual(straight)
	})

	test('pictures that are changed and weights that are averaged come to the same bits', () => {
		const augmentation = { rotation: 10, scale: 0.1, shear: 0.1, shift: 2, elastic: 2 }
		const layers: RecipeInput['layers'] = [...(networks['convolutional'] ?? []), { kind: 'dropout' }, output]
		const recipe = small({ ...adam, data: { limit: 200 }, layers, augmentation, averaging: 0.9, l2: 0.001 })
		expect(train(recipe, [4], [engine])).toEqual(train(recipe, [], [engine]))
	})
})

test.each(Object.keys(optimizers))('a training with %s goes on in the other engine as if in its own', (name) => {
	const recipe = small({ ...optimizers[name], layers: [{ kind: 'dense', units: 16, activation: 'tanh' }, output] })
	const losses = (by: readonly ('layers' | 'graph')[]) =>
		train(recipe, [3], by).epochs.map(({ numbers }) => (numbers as EpochPoint).loss)
	const straight = losses(['layers'])
	for (const by of [['layers', 'graph'] as const, ['graph', 'layers'] as const])
		for (const [epoch, loss] of losses(by).entries()) expect(loss / (straight[epoch] ?? NaN)).toBeCloseTo(1, 4)
})

test.each(Object.keys(networks))('a %s network that is cut off comes to the same bits', (name) => {
	const recipe = small({ ...adam, data: { limit: 200 }, layers: [...(networks[name] ?? []), output] })
	expect(train(recipe, [4])).toEqual(train(recipe))
})

test('a network whose first layer is wide comes to the same bits when it is cut off, with the optimizer in pieces as well', () => {
	const layers: RecipeInput['layers'] = [{ kind: 'dense', units: 100 }, { kind: 'dropout' }, output]
	const recipe = small({ ...optimizers['momentum'], layers, batchSize: 32, averaging: 0.9 })
	expect(train(recipe, [4])).toEqual(train(recipe))
})

const rules: Record<string, Partial<RecipeInput>> = {
	'a cosine': { schedule: { kind: 'cosine', end: 0.1 } },
	'one cycle': { schedule: { kind: 'oneCycle' } },
	steps: { schedule: { kind: 'step', every: 2, factor: 0.5 } },
	'a random choice of validation images': { validation: { take: 'shuffled' } },
	'no validation images': { validation: { share: 0 } },
	'no shuffling': { shuffle: false },
	momentum: { optimizer: { kind: 'sgd', momentum: 0.9 }, schedule: { kind: 'cosine' } }
}
test.each(Object.keys(rules))('a training with %s goes on as planned', (name) => {
	const recipe = small({ ...rules[name] })
	expect(train(recipe, [3])).toEqual(train(recipe))
})

test('patience that began before the cut runs out behind it, and the best epoch before it is judged', () => {
	const recipe = small({
		epochs: 60,
		learningRate: 1.5,
		earlyStopping: { kind: 'patience', patience: 4, minDelta: 0.001 },
		judge: 'best'
	})
	const straight = train(recipe)
	const [best, last] = [straight.judged ?? 0, straight.epochs.length]
	expect(last).toBeLessThan(60)
	expect(best).toBeLessThan(last - 1)
	expect(train(recipe, [best])).toEqual(straight)
	expect(train(recipe, [best, last - 1])).toEqual(straight)
	// cut off while it was being tested: no epoch is trained again
	expect(train(recipe, [last])).toEqual(straight)
})

test('a training that was cut off behind its last epoch is only tested', () => {
	const recipe = small({ epochs: 3, judge: 'best' })
	expect(train(recipe, [3])).toEqual(train(recipe))
})
