import { expect, test } from 'vitest'
import { split } from '../../src/shared/check.ts'
import { explainRecipe } from '../../src/shared/explain.ts'
import { fnv1a, likenessOf } from '../../src/shared/likeness.ts'
import { layerMembers, trainingKnobs, unions } from '../../src/shared/knobs.ts'
import { describe, inputShape } from '../../src/shared/network.ts'
import { presets } from '../../src/shared/presets.ts'
import { recipeSchema } from '../../src/shared/recipe.ts'
import { sayNetwork, saySettings } from '../../src/shared/words.ts'
import { mnist } from '../../src/shared/dataset.ts'

const end = { kind: 'dense', units: 10, activation: 'softmax' }

/** The sentences a recipe is refused with. */
function refusals(recipe: unknown): string[] {
	const checked = recipeSchema.safeParse(recipe)
	return checked.success
		? []
		: explainRecipe(checked.error.issues as Parameters<typeof explainRecipe>[0], recipe).map(({ sentence }) => sentence)
}

test.each<[string, unknown, string]>([
	['0 epochs', { layers: [end], epochs: 0 }, 'Epochs must be a whole number from 1 to 10,000; it is 0.'],
	['half an epoch', { layers: [end], epochs: 0.5 }, 'Epochs must be a whole number from 1 to 10,000; it is 0.5.'],
	[
		'a word for a number',
		{ layers: [end], batchSize: 'many' },
		'Batch size must be a whole number from 1 to 60,000; it is "many".'
	],
	['an unknown optimizer', { layers: [end], optimizer: { kind: 'adamm' } }, 'Did you mean adam?'],
	['an unknown layer', { layers: [{ kind: 'conv' }, end] }, 'Layer 1 must be one of dense, dropout, conv2d'],
	[
		'a misspelt setting',
		{ layers: [end], learningrate: 1 },
		'A recipe has no setting "learningrate". Did you mean learningRate?'
	],
	[
		'a setting of another optimizer',
		{ layers: [end], optimizer: { kind: 'sgd', beta1: 0.9 } },
		'Optimizer has no setting "beta1".'
	],
	[
		'too much dropout',
		{ layers: [{ kind: 'dropout', rate: 1 }, end] },
		'Layer 1 (dropout): rate must be a number from 0 to 0.95; it is 1.'
	],
	['no layers', { layers: [] }, 'Layers must be a list of 1 to 40 layers'],
	['too many layers', { layers: Array(41).fill(end) }, 'Layers must be 1 to 40; there are 41.'],
	['too few images', { layers: [end], data: { limit: 5 } }, 'from 100 to 60,000, or empty; it is 5.'],
	['a number beyond all measure', { layers: [end], seed: 1e30 }, 'from 0 to 2,147,483,647; it is 1e+30.'],
	['no recipe at all', 'slp', 'A recipe is an object'],
	[
		'a convolution after flatten',
		{ layers: [{ kind: 'flatten' }, { kind: 'conv2d' }, end] },
		'Layer 2 (conv2d) needs a height × width × channels picture but gets a row of 784 numbers'
	],
	[
		'a dense layer on a picture',
		{ layers: [{ kind: 'conv2d' }, end] },
		'Layer 2 (dense) needs a row of numbers but gets a 26 × 26 × 32 picture: put a flatten layer before it.'
	],
	[
		'a recurrent layer after one that gives its end alone',
		{ layers: [{ kind: 'lstm' }, { kind: 'gru' }, end] },
		'Layer 2 (gru) reads a sequence but gets a row of 64 numbers'
	],
	[
		'a kernel larger than its picture',
		{ layers: [{ kind: 'maxPool2d', poolSize: 14 }, { kind: 'conv2d' }, { kind: 'flatten' }, end] },
		'has a 3 × 3 kernel, larger than its input, a 2 × 2 × 1 picture'
	],
	[
		'eleven outputs',
		{ layers: [{ kind: 'dense', units: 11, activation: 'softmax' }] },
		'ends in a row of 11 numbers, but MNIST has 10 classes'
	],
	[
		'cross-entropy without probabilities',
		{ layers: [{ kind: 'dense', units: 10 }] },
		'ends in relu, but categorical cross-entropy needs a probability for each class'
	],
	[
		'early stopping without validation',
		{ layers: [end], validation: { share: 0 }, earlyStopping: { kind: 'patience' } },
		'no image is kept for validation'
	],
	[
		'the best epoch without validation',
		{ layers: [end], validation: { share: 0 }, judge: 'best' },
		'no image is kept for validation'
	],
	[
		'Nesterov without momentum',
		{ layers: [end], optimizer: { kind: 'sgd', nesterov: true } },
		'Nesterov looks ahead by the momentum, which is 0'
	],
	[
		'a network for another machine',
		{ layers: [{ kind: 'dense', units: 8192 }, { kind: 'dense', units: 8192 }, end] },
		'more than 50,000,000 do not fit'
	]
])('%s is refused with a sentence', (_, recipe, sentence) => {
	expect(refusals(recipe).join('\n')).toContain(sentence)
})

test('a value that is refused is told once, and nothing that follows from it', () => {
	for (const recipe of [
		{ layers: [] },
		{ layers: [end], batchSize: 1_000_000 },
		{ layers: [end], seed: 1e30 },
		{ layers: [end], validation: { share: 1 } }
	])
		expect(refusals(recipe)).toHaveLength(1)
})

test('what a recipe leaves out gets the defaults of Keras and the notebook', () => {
	expect(recipeSchema.parse({ layers: [end] })).toMatchObject({
		optimizer: { kind: 'sgd', momentum: 0, nesterov: false },
		learningRate: 0.01,
		batchSize: 64,
		loss: 'categoricalCrossentropy',
		validation: { share: 0.2, take: 'last' },
		data: { set: 'mnist', limit: null }
	})
})

// model.count_params() of Keras 3.15 for the notebook's four models
test.each([
	['slp', 7850],
	['mlp-64', 55_050],
	['mlp-128-dropout', 118_282],
	['mlp-512-dropout', 669_706]
])('the preset %s has the parameters of the notebook’s model', (name, parameters) => {
	const preset = presets.find((one) => one.name === name)
	expect(describe(preset?.recipe.layers ?? [], mnist.image)).toMatchObject({ parameters, problem: null })
})

test('every preset can be trained and says what it teaches', () => {
	for (const { recipe, teaches } of presets) {
		expect(refusals(recipe)).toEqual([])
		expect(teaches).toMatch(/\w.*\.$/)
	}
})

test('the first layer that decides is handed the image as it reads it', () => {
	const layers = (...kinds: string[]) => recipeSchema.shape.layers.parse(kinds.map((kind) => ({ kind })))
	expect(inputShape(layers('dropout', 'dense'), mnist.image)).toEqual([784])
	expect(inputShape(layers('batchNorm', 'conv2d'), mnist.image)).toEqual([28, 28, 1])
	expect(inputShape(layers('gru'), mnist.image)).toEqual([28, 28])
})

test('images divide as Keras divides them: the floor of count × (1 − share) trains', () => {
	const of = (share: number, limit: number | null) =>
		split({ data: { set: 'mnist', limit }, validation: { share, take: 'last' } })
	expect(of(0.2, null)).toEqual({ training: 48_000, validation: 12_000 })
	expect(of(0.3, 101)).toEqual({ training: 70, validation: 31 })
	expect(of(0, 500)).toEqual({ training: 500, validation: 0 })
})

test('every knob and every member has words for somebody who does not know it', () => {
	const members = [...layerMembers, ...unions.flatMap((union) => union.members)]
	const knobs = [...trainingKnobs, ...members.flatMap((member) => member.knobs)]
	expect(knobs.length).toBeGreaterThan(30)
	for (const { title, description } of [...members, ...knobs]) {
		expect(title).not.toBe('')
		expect(description).toMatch(/\w.*[.?]$/)
	}
})

test('a network and its settings are said in one line each', () => {
	const { recipe } = presets.find(({ name }) => name === 'mlp-512-dropout') ?? {}
	if (!recipe) throw new Error('no such preset')
	expect(sayNetwork(recipe.layers, mnist.image)).toBe(
		'784 → 512 relu → dropout 0.3 → 512 relu → dropout 0.3 → 10 softmax'
	)
	expect(saySettings(recipe)).toBe('adam 0.001 · batch 128 · 31 epochs · seed 1')
})

test('recipes that differ in their seed alone are alike, all others are not', () => {
	const like = (extra: object) => likenessOf(recipeSchema.parse({ layers: [end], ...extra }))
	expect(like({ seed: 2 })).toBe(like({ seed: 1 }))
	const others = [
		{},
		{ epochs: 11 },
		{ schedule: { kind: 'cosine' } },
		{ optimizer: { kind: 'sgd', momentum: 0.9 } },
		{ shuffle: false }
	]
	expect(new Set(others.map(like)).size).toBe(others.length)
})

// the vectors of the FNV authors' test suite: "" and "foobar"
test('FNV-1a is FNV-1a', () => {
	expect(fnv1a('').toString(16)).toBe('811c9dc5')
	expect(fnv1a('foobar').toString(16)).toBe('bf9cf968')
})
