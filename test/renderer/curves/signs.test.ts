import { expect, test } from 'vitest'
import type { Marker } from '../../../src/shared/run-colour.ts'
import { signPlaces } from '../../../src/renderer/parts/curves/signs.ts'
import type { Abscissa, CurveView } from '../../../src/renderer/parts/curves/view.ts'
import { lineOf, pointsOf, viewOf } from './view.ts'

const signs: Marker[] = ['circle', 'square', 'triangle']
/** Runs of so many epochs each, one over the other. */
const runs = (epochs: number, extra: Partial<CurveView> = {}, x: Abscissa = 'epoch') =>
	viewOf(
		signs.map((marker) => lineOf(pointsOf(Array.from({ length: epochs }, () => 0.5)), { key: marker, marker })),
		extra,
		x
	)
/** At which epochs each run has its sign. */
const signed = (view: CurveView, width: number) =>
	view.series.map((series) => signPlaces(view, series, series.points, width).map(({ epoch }) => epoch))

test('while there are few epochs every run has its sign at each of them, by epoch and by time', () => {
	for (const x of ['epoch', 'time'] as const) {
		expect(signed(runs(1, {}, x), 480)).toEqual([[1], [1], [1]])
		expect(signed(runs(3, {}, x), 480)).toEqual([
			[1, 2, 3],
			[1, 2, 3],
			[1, 2, 3]
		])
	}
})

test('of many epochs some have signs, those of other runs elsewhere, and the last one has', () => {
	const all = signed(runs(200), 480)
	for (const epochs of all) {
		expect(epochs.length).toBeGreaterThan(3)
		expect(epochs.length).toBeLessThan(8)
		expect(epochs.at(-1)).toBe(200)
	}
	expect(new Set(all.map(([first]) => first)).size).toBe(3)
})

test('the first epochs of a long training are close together, and do not all have signs', () => {
	const [first] = signed(runs(10, { full: { from: 1, to: 200 } }), 480)
	expect(first?.length).toBeLessThan(4)
	expect(first?.at(-1)).toBe(10)
})

test('who looks at a few of many epochs sees each of them', () => {
	expect(signed(runs(200, { zoom: { from: 20, to: 23 } }), 480)[1]).toEqual([20, 21, 22, 23])
})
