import { describe, expect, it } from 'vitest'
import { presets } from '../../src/shared/presets.ts'
import type { EpochPoint, RunRow } from '../../src/shared/runs.ts'
import { likenessOf } from '../../src/shared/likeness.ts'
import { alike } from '../../src/renderer/state/alike.ts'
import { bestPoint, joinPoints } from '../../src/renderer/state/points.ts'
import { pageOf } from '../../src/renderer/state/route.svelte.ts'

const point = (epoch: number, valLoss: number | null = 1): EpochPoint => ({
	epoch,
	loss: 1,
	accuracy: 0.5,
	valLoss,
	valAccuracy: valLoss === null ? null : 0.5,
	learningRate: 0.01,
	seconds: 0.1
})
const numbers = (points: EpochPoint[]) => points.map((one) => one.epoch)

describe('epochs that arrive', () => {
	it('are appended in order', () => {
		expect(numbers(joinPoints([point(1)], [point(2)]))).toEqual([1, 2])
		expect(numbers(joinPoints([], []))).toEqual([])
	})

	it('appear once each, although the feed and the answer overlap', () => {
		expect(numbers(joinPoints([point(1), point(2)], [point(2), point(3)]))).toEqual([1, 2, 3])
	})

	it('replace what was trained before a crash', () => {
		const joined = joinPoints([point(1), point(2, 5)], [point(2, 4)])
		expect(joined.map((one) => one.valLoss)).toEqual([1, 4])
	})

	it('have a best one: the first with the lowest validation loss', () => {
		expect(bestPoint([point(1, 3), point(2, 2), point(3, 2)])?.epoch).toBe(2)
		expect(bestPoint([point(1, null)])).toBeNull()
	})
})

describe('earlier runs of a recipe', () => {
	it('are those with its recipe, whatever their seed', () => {
		const [preset, other] = presets
		if (!preset || !other) throw new Error('There are no presets.')
		const row = (recipe: typeof preset.recipe, status: RunRow['status']) =>
			({ likeness: likenessOf(recipe), status }) as RunRow
		const runs = [
			row({ ...preset.recipe, seed: 9 }, 'finished'),
			row(preset.recipe, 'stopped'),
			row({ ...preset.recipe, epochs: 1 }, 'finished'),
			row(other.recipe, 'finished')
		]
		expect(alike(preset.recipe, runs)).toEqual([runs[0]])
	})
})

describe('an address', () => {
	it('leads to its page, and nonsense to the experiment', () => {
		expect(pageOf('#/runs/12')).toEqual({ kind: 'run', id: 12, view: 'result', query: '' })
		expect(pageOf('#/runs/12/images?true=4&as=9')).toEqual({
			kind: 'run',
			id: 12,
			view: 'images',
			query: 'true=4&as=9'
		})
		expect(pageOf('#/compare/3-x-9')).toEqual({ kind: 'compare', ids: [3, 9] })
		expect(pageOf('#/runs')).toEqual({ kind: 'runs', query: '' })
		expect(pageOf('#/runs?words=adam')).toEqual({ kind: 'runs', query: 'words=adam' })
		expect(pageOf('#/runs/0')).toEqual({ kind: 'runs', query: '' })
		expect(pageOf('')).toEqual({ kind: 'experiment' })
		expect(pageOf('#/nowhere')).toEqual({ kind: 'experiment' })
	})
})
