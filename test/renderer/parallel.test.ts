import { expect, test } from 'vitest'
import { axisOf, isWanted, levelOf, levelsWithin } from '../../src/renderer/parts/parallel.ts'

test('numbers lie where they belong, words one above the other', () => {
	const rate = axisOf('Learning rate', ['0.1', '0.01', '0.1', '0.055'])
	expect(rate.levels.map(({ value }) => value)).toEqual(['0.01', '0.055', '0.1'])
	expect(rate.levels[1]?.place).toBeCloseTo(0.5, 12)
	expect(axisOf('Parameters', ['7,850', '118,282']).levels.map(({ value }) => value)).toEqual(['7,850', '118,282'])
	expect(axisOf('Test', ['97.2 %', '9.8 %']).levels.map(({ value }) => value)).toEqual(['9.8 %', '97.2 %'])
	expect(axisOf('Optimizer', ['sgd', 'adam', 'sgd']).levels).toEqual([
		{ value: 'sgd', place: 0 },
		{ value: 'adam', place: 1 }
	])
	expect(axisOf('Seed', ['1', '1']).levels).toEqual([{ value: '1', place: 0.5 }])
})

test('dragging along an axis takes what lies between, whichever way it went', () => {
	const axis = axisOf('Epochs', ['1', '5', '10'])
	expect(levelsWithin(axis, 0.3, 1)).toEqual({ from: 1, to: 2 })
	expect(levelsWithin(axis, 1, 0.3)).toEqual({ from: 1, to: 2 })
	expect(levelsWithin(axis, 0.6, 0.8)).toBeNull()
})

test('a run is seen when it is wanted on every axis', () => {
	const axes = [axisOf('Epochs', ['1', '5', '10']), axisOf('Optimizer', ['sgd', 'adam', 'adam'])]
	const seen = (wanted: Parameters<typeof isWanted>[1]) => [0, 1, 2].filter((run) => isWanted(axes, wanted, run))
	expect(seen({})).toEqual([0, 1, 2])
	expect(seen({ Epochs: { from: 1, to: 2 } })).toEqual([1, 2])
	expect(seen({ Epochs: { from: 0, to: 1 }, Optimizer: { from: 1, to: 1 } })).toEqual([1])
	expect(axes[0] && levelOf(axes[0], 2)).toBe(2)
})
