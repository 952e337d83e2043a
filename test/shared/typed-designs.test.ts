import { expect, test } from 'vitest'
import { readStudy } from '../../src/shared/study/cells.ts'
import { factors } from '../../src/shared/study/factors.ts'
import { findPreset } from '../../src/shared/presets.ts'
import { designFrom, levelsTyped, numberTyped, usualLevels } from '../../src/shared/study/typed.ts'

const [dropout, optimizer, rate] = [
	{ factor: 'dropout', levels: ' 0, 0.2 ,,0.4' },
	{ factor: 'optimizer', levels: 'sgd, adam' },
	{ factor: 'learningRate', levels: '0.001 to 0.1' }
]

test('what is typed for one factor or two is a list of levels, numbers where the factor takes numbers', () => {
	expect(designFrom('one', [dropout], 12)).toEqual({ kind: 'one', factor: 'dropout', levels: [0, 0.2, 0.4] })
	expect(designFrom('grid', [dropout, optimizer, rate], 12)).toEqual({
		kind: 'grid',
		factors: [
			{ factor: 'dropout', levels: [0, 0.2, 0.4] },
			{ factor: 'optimizer', levels: ['sgd', 'adam'] }
		]
	})
})

test('what is no number stays a word, and is refused with the study', () => {
	expect(levelsTyped('0.1, much', 'dropout')).toEqual([0.1, 'much'])
	expect(levelsTyped('1, 2', 'no such factor')).toEqual(['1', '2'])
	const base = findPreset('mlp-64')?.recipe
	const read = readStudy({ name: 'x', base, design: designFrom('one', [{ ...dropout, levels: '0.1, much' }], 12) })
	const sentence = 'Dropout takes numbers from 0 to 0.95; "much" is none.'
	expect(read).toEqual({ problems: [{ path: ['design', 'levels'], sentence }] })
	expect(['6', ' ', '1e', 'six'].map(numberTyped)).toEqual([6, ' ', '1e', 'six'])
})

test('a range is drawn over its logarithm where it spans a power of ten, and a list is drawn from', () => {
	const range = (levels: string, factor = 'learningRate') => {
		const { ranges } = designFrom('search', [{ factor, levels }], 7) as { ranges: unknown[] }
		return ranges[0]
	}
	expect(range('0.001 to 0.1')).toEqual({ factor: 'learningRate', from: 0.001, to: 0.1, log: true })
	expect(range('  0.01   to 0.1 ')).toMatchObject({ from: 0.01, to: 0.1, log: true })
	expect(range('.01...5')).toMatchObject({ from: 0.01, to: 0.5, log: true })
	expect(range('0.01 to much')).toEqual({ factor: 'learningRate', from: '0.01', to: 'much' })
	expect(range('0.011 to 0.1')).toMatchObject({ log: false })
	expect(range('0 to 0.5', 'dropout')).toEqual({ factor: 'dropout', from: 0, to: 0.5, log: false })
	expect(range('16, 64', 'neurons')).toEqual({ factor: 'neurons', among: [16, 64] })
	expect(range('sgd, adam', 'optimizer')).toEqual({ factor: 'optimizer', among: ['sgd', 'adam'] })
	expect(designFrom('search', [rate], 7)).toMatchObject({ kind: 'search', draws: 7 })
})

test('what a factor usually has is typed as it is read: every factor works in every design', () => {
	const base = findPreset('mlp-64')?.recipe
	for (const { name } of factors)
		for (const kind of ['one', 'search'] as const) {
			const read = readStudy({
				name: 'x',
				base,
				design: designFrom(kind, [{ factor: name, levels: usualLevels(name, kind) }], 3)
			})
			expect([name, kind, 'problems' in read ? read.problems : []]).toEqual([name, kind, []])
		}
	expect(usualLevels('learningRate', 'search')).toBe('0.001 to 0.1')
	expect(usualLevels('no such factor', 'one')).toBe('')
})
