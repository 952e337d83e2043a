import { expect, test } from 'vitest'
import { comparedLines } from '../../src/renderer/parts/compared-lines.ts'
import { runDashes } from '../../src/renderer/parts/run-dashes.ts'
import { findPreset } from '../../src/shared/presets.ts'
import { recipeSchema } from '../../src/shared/recipe.ts'
import { aRun } from '../shared/a-run.ts'

const recipe = recipeSchema.parse(findPreset('mlp-64')?.recipe)
const lines = (ids: number[], hidden: string[] = []) =>
	comparedLines(
		ids.map((id) => ({ run: aRun({ id }), recipe, environment: null, points: [] })),
		{ kind: 'both', hidden: new Set(hidden), front: null },
		({ accuracy }) => accuracy,
		({ valAccuracy }) => valAccuracy
	)

test('runs eight apart keep their colour and are dashed in different ways where they are shown together', () => {
	const all = lines([1, 2, 9, 17])
	expect(new Set(all.map(({ color }) => color))).toEqual(new Set(['--s1', '--s2']))
	const looks = all.map(({ color, dash }) => `${color} ${dash.join(' ')}`)
	expect(new Set(looks).size).toBe(8)
})

test('who has a colour alone has the usual lines: training solid, validation dashed', () => {
	expect(lines([2, 9]).map(({ dash }) => dash)).toEqual([[], [5, 4], [], [5, 4]])
})

test('a run that is switched off leaves the lines of the others as they are', () => {
	const last = (hidden: string[]) =>
		lines([1, 2, 9], hidden)
			.slice(-2)
			.map(({ key, dash }) => ({ key, dash }))
	expect(last(['1'])).toEqual(last([]))
	expect(last([])[0]).not.toEqual({ key: '9 training', dash: [] })
})

test('a line stands beside the sign of those alone whose colour another one has', () => {
	const dashes = runDashes([1, 2, 9])
	expect([1, 2, 9].map((run) => dashes(run).isShared)).toEqual([true, false, true])
})
