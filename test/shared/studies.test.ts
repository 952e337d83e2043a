import { expect, test } from 'vitest'
import { likenessOf } from '../../src/shared/likeness.ts'
import { findPreset, presets } from '../../src/shared/presets.ts'
import { readStudy, recipesOf } from '../../src/shared/study/cells.ts'
import { factors, findFactor, withLevel, type Factor, type Level } from '../../src/shared/study/factors.ts'
import { readyStudies } from '../../src/shared/study/ready.ts'
import type { StudyInput } from '../../src/shared/study/study.ts'

const base = (name: string) => findPreset(name)?.recipe ?? expect.fail(name)
const factor = (name: string) => findFactor(name) as Factor
const changed = (preset: string, name: string, level: Level) => withLevel(base(preset), factor(name), level)
const recipe = (preset: string, name: string, level: Level) => {
	const found = changed(preset, name, level)
	return typeof found === 'string' ? expect.fail(found) : found
}
const kinds = (preset: string, name: string, level: Level) =>
	recipe(preset, name, level).layers.map((layer) => ('units' in layer ? `${layer.kind} ${layer.units}` : layer.kind))

function cells(study: StudyInput) {
	const read = readStudy(study)
	return 'problems' in read ? expect.fail(problems(study).join(' ')) : read.cells
}
function problems(study: unknown): string[] {
	const read = readStudy(study)
	return 'problems' in read ? read.problems.map(({ sentence }) => sentence) : []
}
const one = (name: string, levels: Level[], extra: Partial<StudyInput> = {}): StudyInput => ({
	name: 'A study',
	base: base('mlp-64'),
	design: { kind: 'one', factor: name, levels },
	...extra
})

test.each(factors.map((one) => [one.name, one] as const))(
	'%s: each level it starts from gives a recipe that works, or a sentence, for every preset',
	(_, factor) => {
		for (const preset of presets)
			for (const level of factor.levels) {
				const found = withLevel(preset.recipe, factor, level)
				if (typeof found === 'string') expect(found).toMatch(/^[A-Z].*\.$/)
			}
		for (const level of factor.levels) expect(typeof withLevel(base('mlp-64'), factor, level)).toBe('object')
	}
)

test('dropout goes behind hidden layers, changes the rate of what is there, and leaves at 0', () => {
	expect(kinds('mlp-64', 'dropout', 0.2)).toEqual(['dense 64', 'dropout', 'dense 64', 'dropout', 'dense 10'])
	expect(kinds('mlp-128-dropout', 'dropout', 0)).toEqual(['dense 128', 'dense 128', 'dense 10'])
	expect(recipe('cnn', 'dropout', 0.1).layers.at(-2)).toEqual({ kind: 'dropout', rate: 0.1 })
	expect(kinds('mlp-augmented', 'dropout', 0.1).slice(0, 4)).toEqual([
		'dense 1024',
		'batchNorm',
		'activation',
		'dropout'
	])
	expect(changed('slp', 'dropout', 0.1)).toMatch(/no hidden dense layer: choose a base recipe such as mlp-64/)
})

test('hidden layers are counted with their dropout, and a network without any gets some', () => {
	expect(kinds('mlp-128-dropout', 'hiddenLayers', 1)).toEqual(['dense 128', 'dropout', 'dense 10'])
	expect(kinds('slp', 'hiddenLayers', 2)).toEqual(['dense 64', 'dense 64', 'dense 10'])
	expect(kinds('mlp-64', 'hiddenLayers', 0)).toEqual(['dense 10'])
	expect(changed('cnn', 'hiddenLayers', 2)).toMatch(/dense layers and dropout alone/)
})

test('an optimizer brings its learning rate, and the base recipe keeps its own', () => {
	expect(recipe('mlp-64', 'optimizer', 'adam')).toMatchObject({ learningRate: 0.001, optimizer: { beta1: 0.9 } })
	expect(recipe('mlp-64', 'optimizer', 'sgd')).toEqual(base('mlp-64'))
})

test('what a level is not is said in a sentence', () => {
	expect(changed('mlp-64', 'dropout', 1.5)).toBe('Dropout takes numbers from 0 to 0.95; "1.5" is none.')
	expect(changed('mlp-64', 'neurons', 1.5)).toMatch(/^Neurons takes whole numbers from 1 to 8192/)
	expect(changed('mlp-64', 'optimizer', 'lion')).toMatch(/takes sgd, rmsprop, adam, adagrad, adadelta; "lion" is none/)
	expect(changed('mlp-64', 'trainingImages', 70_000)).toBe('There are 60,000 training images; 70,000 cannot be had.')
	expect(problems(one('dropout', [0, 0]))).toEqual(['Levels of dropout must differ; 0 stands there twice.'])
	expect(problems(one('dropout', [0]))).toEqual(['Levels of dropout must be 2 to 20, such as 0, 0.1; there is 1.'])
	expect(problems({ ...one('dropout', [0, 0.1]), base: { layers: [], epochs: 0 } }).join(' ')).toMatch(
		/Layers must be a list/
	)
	expect(problems(one('neurons', [1, 2, 3, 4, 5, 6, 7], { seeds: 100 }))).toEqual([
		'700 runs are more than a study may have (600): take fewer levels, draws or seeds.'
	])
	expect(problems('nothing')).toEqual([expect.stringMatching(/^A study is an object such as .*; this is "nothing"\.$/)])
})

test('the base is the level that the base recipe has, else the first', () => {
	const baseOf = (study: StudyInput) => cells(study).find(({ base }) => base)?.levels
	expect(baseOf(one('neurons', [16, 64, 128]))).toEqual([64])
	expect(baseOf(one('neurons', [16, 32]))).toEqual([16])
})

test('every level is trained with the same seeds, one seed over all levels before the next', () => {
	const all = cells(one('neurons', [16, 32]))
	expect(recipesOf(all, 3).map(({ cell, recipe }) => [cell, recipe.seed])).toEqual(
		[1, 2, 3].flatMap((seed) => [0, 1].map((cell) => [cell, seed]))
	)
	expect(likenessOf(recipesOf(all, 2)[2]?.recipe ?? base('slp'))).toBe(likenessOf(all[0]?.recipe ?? base('lstm')))
	const committee = cells(one('neurons', [16, 32], { base: { ...base('mlp-64'), committee: 4 } }))
	expect(recipesOf(committee, 3).map(({ recipe }) => recipe.seed)).toEqual([1, 1, 5, 5, 9, 9])
})

test('a grid has every level of one factor with every level of the other', () => {
	const design = {
		kind: 'grid',
		factors: [
			{ factor: 'neurons', levels: [16, 64] },
			{ factor: 'dropout', levels: [0, 0.2, 0.4] }
		]
	} satisfies StudyInput['design']
	const all = cells({ ...one('dropout', [0, 1]), design })
	expect(all.map(({ levels }) => levels)).toEqual([16, 64].flatMap((n) => [0, 0.2, 0.4].map((rate) => [n, rate])))
	expect(all.find(({ base }) => base)?.levels).toEqual([64, 0])
})

test('a learning rate that is varied beside the optimizer stands, whichever comes first', () => {
	const [rate, optimizer] = [
		{ factor: 'learningRate', levels: [0.02, 0.03] },
		{ factor: 'optimizer', levels: ['sgd', 'adam'] }
	]
	for (const factors of [[rate, optimizer] as const, [optimizer, rate] as const]) {
		const all = cells(one('dropout', [], { design: { kind: 'grid', factors: [...factors] } }))
		expect(all.map(({ recipe }) => recipe.learningRate).sort()).toEqual([0.02, 0.02, 0.03, 0.03])
	}
})

test('a random search draws the same settings from the same seed, more of them behind the first, and stays in its ranges', () => {
	const search = (draws: number, seed = 1): Level[][] =>
		cells(
			one('dropout', [], {
				design: {
					kind: 'search',
					draws,
					seed,
					ranges: [
						{ factor: 'learningRate', from: 0.001, to: 0.1, log: true },
						{ factor: 'neurons', from: 16, to: 64 },
						{ factor: 'optimizer', among: ['sgd', 'adam'] }
					]
				}
			})
		).map(({ levels }) => levels)
	const twenty = search(20)
	expect(search(40).slice(0, 20)).toEqual(twenty)
	expect(search(20, 2)).not.toEqual(twenty)
	for (const [rate, neurons] of twenty) {
		expect(rate).toBeGreaterThanOrEqual(0.001)
		expect(rate).toBeLessThanOrEqual(0.1)
		expect(Number.isInteger(neurons)).toBe(true)
	}
	// over the logarithm, half lie below the geometric middle
	expect(search(100).filter(([rate = 0]) => Number(rate) < 0.01).length).toBeGreaterThan(30)
})

test('the notebook’s six questions are studies that work, whole and scaled down', () => {
	for (const scale of [1, 0.1])
		for (const study of readyStudies((recipe) => recipe, scale)) expect(cells(study).length).toBeGreaterThan(1)
	expect(readyStudies()).toHaveLength(6)
})
