import { beforeEach, describe, expect, it } from 'vitest'
import { placeFor } from '../../src/renderer/state/draft-check.ts'
import { Draft } from '../../src/renderer/state/draft.svelte.ts'
import { mnist } from '../../src/shared/dataset.ts'
import { memory, recipeOf } from './a-draft.ts'

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
