import { expect, test } from 'vitest'
import { seriesMaker } from '../../../src/renderer/parts/curves/lines.ts'
import { lineOf, pointsOf } from './view.ts'

const accuracies = [0.5, 0.7, 0.6, 0.8, 0.9]

test('a curve that grew epoch by epoch is the one that is made at once', () => {
	const all = pointsOf(accuracies)
	const growing = seriesMaker()
	for (let end = 1; end <= all.length; end++) growing([lineOf(all.slice(0, end))], 'time', 0.8)
	const grown = growing([lineOf([...all])], 'time', 0.8)
	expect(grown).toEqual(seriesMaker()([lineOf(all)], 'time', 0.8))
	expect(grown[0]?.points.map(({ seconds }) => seconds)).toEqual([2, 4, 6, 8, 10])
})

test('an epoch that was trained again after a crash replaces what it was', () => {
	const seriesOf = seriesMaker()
	const before = pointsOf(accuracies)
	seriesOf([lineOf(before)], 'epoch', 0)
	const again = [...before.slice(0, 3), ...pointsOf([0, 0, 0, 0.85, 0.95, 0.96]).slice(3)]
	expect(seriesOf([lineOf(again)], 'epoch', 0)[0]?.points.map(({ y }) => y)).toEqual([0.5, 0.7, 0.6, 0.85, 0.95, 0.96])
	expect(seriesOf([lineOf(again.slice(0, 2))], 'epoch', 0)[0]?.points).toHaveLength(2)
	expect(seriesOf([lineOf(again)], 'time', 0.5)[0]?.smooth).toHaveLength(6)
})
