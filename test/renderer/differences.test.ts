import { expect, test } from 'vitest'
import { differencesOf } from '../../src/renderer/parts/differences.ts'
import { outcomesOf } from '../../src/renderer/parts/outcomes.ts'
import { findPreset } from '../../src/shared/presets.ts'
import { recipeSchema, type Recipe } from '../../src/shared/recipe.ts'
import type { Environment, RunRow } from '../../src/shared/runs.ts'

const recipe = (extra: Partial<Recipe> = {}): Recipe => ({
	...recipeSchema.parse(findPreset('mlp-64')?.recipe),
	...extra
})
const environment: Environment = {
	lab: '1',
	node: '24',
	platform: 'linux',
	cpu: 'a processor',
	threads: 2,
	backend: 'native',
	tensorflow: '2.21',
	oneDnn: true,
	dataSha256: '0'.repeat(64)
}
const run = (extra: Partial<Recipe> = {}, here: Environment | null = environment) => ({
	recipe: recipe(extra),
	environment: here
})
const titles = (runs: ReturnType<typeof run>[]) => differencesOf(runs).differing.map(({ title }) => title)

test('only what differs is told, the rest is the same', () => {
	const { differing, same } = differencesOf([run(), run({ learningRate: 0.1 })])
	expect(differing).toEqual([{ title: 'Learning rate', values: [String(recipe().learningRate), '0.1'] }])
	expect(same.map(({ title }) => title)).toEqual(expect.arrayContaining(['Network', 'Seed', 'Processor']))
	expect(titles([run(), run()])).toEqual([])
})

test('another machine is a difference; a run that has not begun is none', () => {
	expect(titles([run(), run({}, { ...environment, cpu: 'another' })])).toEqual(['Processor'])
	expect(titles([run({}, null), run()])).toEqual([])
})

test('networks that read alike in a line are told in full', () => {
	const layers = recipe().layers.map((layer) => (layer.kind === 'dense' ? { ...layer, useBias: false } : layer))
	const [network] = differencesOf([run(), run({ layers })]).differing
	expect(network?.title).toBe('Network')
	expect(network?.values[1]).toContain('no bias')
})

test('a test accuracy comes with its interval, and what is not there yet is a dash', () => {
	const row = { bestEpoch: null, epochsDone: 0, valAccuracy: null, parameters: 7850, seconds: 0 } as RunRow
	const test = outcomesOf([
		{ ...row, testAccuracy: 0.9699, testCount: 10_000 },
		{ ...row, testAccuracy: null, testCount: null }
	]).find(({ title }) => title === 'Test accuracy')
	// scipy.stats.binomtest(9699, 10000).proportion_ci(method='wilson') is (.96637, .97307), SciPy 1.17.1
	expect(test?.values).toEqual([
		{ value: '96.99 %', aside: '96.64–97.31 %' },
		{ value: '–', aside: '' }
	])
})
