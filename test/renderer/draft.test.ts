import { beforeEach, describe, expect, it } from 'vitest'
import { findPreset } from '../../src/shared/presets.ts'
import type { Recipe } from '../../src/shared/recipe.ts'
import { placeFor } from '../../src/renderer/state/draft-check.ts'
import { Draft } from '../../src/renderer/state/draft.svelte.ts'
import { mnist } from '../../src/shared/dataset.ts'

/** What a browser keeps, kept in memory. */
function memory(): Storage {
	const kept = new Map<string, string>()
	return {
		get length() {
			return kept.size
		},
		clear: () => kept.clear(),
		key: (index) => [...kept.keys()][index] ?? null,
		getItem: (key) => kept.get(key) ?? null,
		setItem: (key, value) => void kept.set(key, value),
		removeItem: (key) => void kept.delete(key)
	}
}

function recipeOf(name: string): Recipe {
	const preset = findPreset(name)
	if (!preset) throw new Error(`There is no preset ${name}.`)
	return preset.recipe
}

let storage: Storage
let draft: Draft
beforeEach(() => {
	storage = memory()
	draft = new Draft(storage)
})
const kinds = () => draft.recipe.layers.map((layer) => layer.kind)

describe('the experiment being put together', () => {
	it('starts as the smallest preset, which works as it stands', () => {
		expect(draft.check.recipe).toEqual(recipeOf('slp'))
		expect(draft.unchanged?.name).toBe('slp')
		expect(draft.origin).toBe('slp')
	})

	it('takes a preset over whole and knows when it has been changed', () => {
		draft.take(recipeOf('mlp-64'), 'mlp-64')
		expect(draft.unchanged?.name).toBe('mlp-64')
		draft.set(['epochs'], 3)
		expect(draft.unchanged).toBeNull()
		expect(draft.origin).toBe('mlp-64')
		draft.set(['layers', 0, 'units'], 65)
		expect(draft.origin).toBeNull()
	})

	it('leaves the presets as they are', () => {
		draft.take(recipeOf('mlp-64'), 'mlp-64')
		draft.set(['layers', 0, 'units'], 7)
		draft.set(['validation', 'share'], 0.5)
		expect(recipeOf('mlp-64').layers[0]).toMatchObject({ units: 64 })
		expect(recipeOf('mlp-64').validation.share).toBe(0.2)
	})

	it('comes back after the window was closed, half-typed values included', () => {
		draft.take(recipeOf('cnn'), 'cnn')
		draft.set(['epochs'], '1e')
		draft.rename('my cnn')
		const again = new Draft(storage)
		expect(again.recipe).toEqual(draft.recipe)
		expect(again.name).toBe('my cnn')
		expect(again.problemAt(['epochs'])).toContain('"1e"')
	})

	it('starts afresh when what was kept cannot be read', () => {
		for (const text of ['{', '[]', '{"recipe":{"layers":[{"kind":"magic"}]},"name":"","preset":null}']) {
			storage.setItem('digit-lab.draft', text)
			expect(new Draft(storage).check.recipe).toEqual(recipeOf('slp'))
		}
	})
})

describe('problems', () => {
	it('are said where they were typed', () => {
		draft.set(['epochs'], 0)
		draft.set(['layers', 0, 'units'], '')
		expect(draft.check.recipe).toBeNull()
		expect(draft.problemAt(['epochs'])).toBe('Epochs must be a whole number from 1 to 10,000; it is 0.')
		expect(draft.problemAt(['layers', 0, 'units'])).toContain('Layer 1 (dense): neurons')
		expect(draft.problemAt(['batchSize'])).toBeNull()
	})

	it('name the layer that does not fit, even while a number elsewhere is wrong', () => {
		draft.take(recipeOf('cnn'), 'cnn')
		draft.set(['epochs'], -1)
		draft.remove(4)
		expect(draft.problemAt(['layers', 5])).toContain('put a flatten layer before it')
		expect(draft.problemAt(['epochs'])).not.toBeNull()
	})

	it('are counted as they are read: one value that is refused is one thing to mend', () => {
		for (const [path, value] of [
			[['batchSize'], 1_000_000],
			[['seed'], 1e30],
			[['validation', 'share'], 1]
		] as const) {
			draft.take(recipeOf('slp'), 'slp')
			draft.set(path, value)
			expect(draft.problems).toHaveLength(1)
			expect(draft.problemAt(path)).toMatch(/must be a (whole )?number from/)
		}
	})

	it('of one place are all read there', () => {
		draft.take(recipeOf('slp'), 'slp')
		draft.set(['layers', 0, 'units'], 11)
		draft.set(['layers', 0, 'activation'], 'relu')
		const said = draft.problemAt(['layers', 0])
		expect(draft.problems).toHaveLength(2)
		for (const { sentence } of draft.problems) expect(said).toContain(sentence)
	})

	it('name as many images as the data set has, and no word of JSON', () => {
		draft.set(['data', 'limit'], 5)
		expect(draft.problemAt(['data', 'limit'])).toBe(
			'Images must be a whole number from 100 to 60,000, or empty; it is 5.'
		)
	})

	it('that the lab found stay until the next change', () => {
		draft.refused = [{ path: ['layers', 0], sentence: 'Not here.' }]
		expect(draft.problemAt(['layers', 0])).toBe('Not here.')
		draft.set(['seed'], 2)
		expect(draft.problems).toEqual([])
	})
})

describe('the learning rate', () => {
	it('follows the optimizer and says so', () => {
		draft.pick('optimizer', 'adam')
		expect(draft.recipe['learningRate']).toBe(0.001)
		expect(draft.rateNote).toEqual({ kind: 'set', rate: 0.001, optimizer: 'Adam' })
		draft.pick('optimizer', 'rmsprop')
		expect(draft.rateNote).toBeNull()
	})

	it('stays as a person set it, and the usual one is offered', () => {
		draft.set(['learningRate'], 0.05)
		draft.pick('optimizer', 'adam')
		expect(draft.recipe['learningRate']).toBe(0.05)
		expect(draft.rateNote).toEqual({ kind: 'kept', usual: 0.001, optimizer: 'Adam' })
		draft.set(['learningRate'], 0.001)
		expect(draft.rateNote).toBeNull()
	})

	it('comes with an optimizer that has its own numbers', () => {
		draft.pick('optimizer', 'adam')
		expect(draft.recipe['optimizer']).toEqual({ kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 })
		expect(draft.check.recipe?.optimizer.kind).toBe('adam')
	})
})

describe('layers', () => {
	it('go before the output, where they work', () => {
		draft.take(recipeOf('mlp-64'), 'mlp-64')
		expect(draft.add('dropout')).toBe(2)
		expect(kinds()).toEqual(['dense', 'dense', 'dropout', 'dense'])
		expect(draft.check.recipe).not.toBeNull()
	})

	it('that need a picture go before what flattens it', () => {
		draft.take(recipeOf('cnn'), 'cnn')
		expect(draft.add('batchNorm')).toBe(6)
		expect(draft.add('conv2d')).toBe(4)
		expect(draft.check.recipe).not.toBeNull()
	})

	it('that fit nowhere go where the network holds longest', () => {
		const dense = { kind: 'dense' as const, units: 10, activation: 'softmax', useBias: true }
		expect(placeFor([], dense, mnist.image)).toBe(0)
		expect(placeFor([dense], { kind: 'conv2d', filters: 4, kernelSize: 3 }, mnist.image)).toBe(0)
	})

	it('move with their keys, so that a row keeps its element', () => {
		draft.take(recipeOf('mlp-128-dropout'), 'mlp-128-dropout')
		const [first, second, third] = draft.keys
		draft.move(0, 2)
		expect(draft.keys.slice(0, 3)).toEqual([second, third, first])
		expect(kinds().slice(0, 3)).toEqual(['dropout', 'dense', 'dense'])
		draft.move(0, -1)
		draft.move(4, 5)
		expect(kinds().slice(0, 3)).toEqual(['dropout', 'dense', 'dense'])
	})

	it('show their sizes as far as they can be told', () => {
		draft.take(recipeOf('mlp-128-dropout'), 'mlp-128-dropout')
		expect(draft.sizes.parameters).toBe(118_282)
		expect(draft.sizes.whole).toBe(true)
		draft.set(['layers', 2, 'units'], 'many')
		expect(draft.sizes.rows.map((row) => row.kind)).toEqual(['input', 'dense', 'dropout'])
		expect(draft.sizes.whole).toBe(false)
	})

	it('can all be removed, and then the form says what a network needs', () => {
		draft.remove(0)
		expect(draft.problems).toEqual([
			{ path: ['layers'], sentence: 'No layers yet: add a dense layer with softmax, a neuron for each class.' }
		])
	})
})
