import { beforeEach, describe, expect, it } from 'vitest'
import { Draft } from '../../src/renderer/state/draft.svelte.ts'
import { memory, recipeOf } from './a-draft.ts'

let draft: Draft
beforeEach(() => {
	draft = new Draft(memory())
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
