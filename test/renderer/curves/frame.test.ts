import { describe, expect, it } from 'vitest'
import { frameOf } from '../../../src/renderer/parts/curves/frame.ts'
import { lossMeasure } from '../../../src/renderer/parts/curves/measures.ts'
import { thin } from '../../../src/renderer/parts/curves/thin.ts'
import { epochTicks, logTicks, sayClock, timeTicks } from '../../../src/renderer/parts/curves/ticks.ts'
import { between, magnified, shifted } from '../../../src/renderer/parts/curves/zoom.ts'
import { lineOf, pointsOf, viewOf } from './view.ts'

const size = { width: 480, height: 250 }
const labels = (axis: { ticks: { label: string }[] }) => axis.ticks.map(({ label }) => label)

describe('the axes', () => {
	it('show all of an accuracy against 100 %, and of what is zoomed what is visible', () => {
		const points = pointsOf([0.1, 0.9, 0.95, 0.96, 0.97])
		const all = frameOf(viewOf([lineOf(points)]), size)
		expect(all.y.max).toBe(1)
		expect(all.y.min).toBeLessThan(0.1)
		const part = frameOf(viewOf([lineOf(points)], { zoom: { from: 3, to: 5 } }), size)
		expect(part.y.min).toBeGreaterThan(0.94)
		expect(part.y.max).toBeLessThan(0.98)
	})

	it('count errors when an accuracy is logarithmic: 99 to 99.9 % is as high as 90 to 99 %', () => {
		const { height, y } = frameOf(viewOf([lineOf(pointsOf([0.9, 0.99, 0.999]))], { log: true }), size)
		expect(height(0.999) - height(0.99)).toBeCloseTo(height(0.99) - height(0.9), 9)
		expect(labels(y)).toEqual(expect.arrayContaining(['90 %', '99 %', '99.9 %']))
	})

	it('keep what is perfect, which has no logarithm, at their edge', () => {
		const { height, y } = frameOf(viewOf([lineOf(pointsOf([0.9, 0.99, 1]))], { log: true }), size)
		expect(height(1)).toBeLessThanOrEqual(y.max)
		expect(height(1)).toBeGreaterThan(height(0.99))
	})

	it('give equal factors of a loss equal heights', () => {
		const line = lineOf(pointsOf([0, 0.9, 0.99]), { value: ({ valLoss }) => valLoss })
		const { height, y } = frameOf(viewOf([line], { log: true, measure: lossMeasure }), size)
		expect(height(1) - height(0.1)).toBeCloseTo(height(0.1) - height(0.01), 9)
		expect(labels(y)).toEqual(expect.arrayContaining(['0.01', '0.1', '1']))
	})

	it('stand even when there is nothing, or one value', () => {
		for (const accuracies of [[], [null], [0.5], [0.5, 0.5]]) {
			for (const log of [false, true]) {
				const { y } = frameOf(viewOf([lineOf(pointsOf(accuracies))], { log, full: { from: 1, to: 2 } }), size)
				expect(y.max).toBeGreaterThan(y.min)
				expect([...y.ticks.map(({ at }) => at), y.min, y.max].every(Number.isFinite)).toBe(true)
			}
		}
	})
})

describe('marks', () => {
	it('stand at whole epochs, the first one included', () => {
		expect(epochTicks(1, 50, 6)).toEqual([1, 10, 20, 30, 40, 50])
		expect(epochTicks(1, 3, 6)).toEqual([1, 2, 3])
		expect(epochTicks(0, 2, 6)).toEqual([1, 2])
	})

	it('stand at steps of a clock', () => {
		expect(timeTicks(0, 263, 6)).toEqual([0, 60, 120, 180, 240])
		expect([0.5, 45, 90, 120, 3600, 5400].map(sayClock)).toEqual(['0.5 s', '45 s', '1:30', '2 min', '1 h', '1 h 30'])
	})

	it('are as many of a decade as fit', () => {
		expect(logTicks(0.01, 1, 3)).toEqual([0.01, 0.1, 1])
		expect(logTicks(0.1, 1, 5)).toEqual([0.1, 0.2, 0.5, 1])
		expect(logTicks(0.4, 0.6, 5).length).toBeGreaterThanOrEqual(2)
		expect(logTicks(1e-9, 1, 4).length).toBeLessThanOrEqual(4)
	})
})

describe('the zoom', () => {
	const full = { from: 1, to: 100 }
	it('is a range of whole epochs inside the axis, whichever end came first', () => {
		expect(between(40.2, 9.9, full, 'epoch')).toEqual({ from: 10, to: 40 })
		expect(between(-5, 500, full, 'epoch')).toBeNull()
		expect(between(7.1, 7.2, full, 'epoch')).toEqual({ from: 7, to: 8 })
	})
	it('magnifies, moves to the ends and no farther, and goes back to all of it', () => {
		const half = magnified(full, full, 'epoch', 0.5)
		expect(half).toEqual({ from: 26, to: 75 })
		expect(shifted({ from: 26, to: 75 }, full, 'epoch', 0.2)).toEqual({ from: 36, to: 85 })
		expect(shifted({ from: 90, to: 100 }, full, 'epoch', 0.5)).toEqual({ from: 90, to: 100 })
		expect(magnified({ from: 26, to: 75 }, full, 'epoch', 3)).toBeNull()
		expect(magnified({ from: 0, to: 10 }, { from: 0, to: 40 }, 'time', 0.5, 0)).toEqual({ from: 0, to: 5 })
	})
})

describe('thousands of places', () => {
	it('are thinned to what pixels can show, and keep every spike', () => {
		const places = Array.from({ length: 20_000 }, (_, x) => ({
			x,
			y: x === 12_345 ? 9 : Math.sin(x),
			epoch: x,
			seconds: x
		}))
		const kept = thin(places, { from: 0, to: 19_999 }, 500)
		expect(kept.length).toBeLessThanOrEqual(2004)
		expect(kept.some(({ y }) => y === 9)).toBe(true)
		expect(kept.map(({ x }) => x)).toEqual(kept.map(({ x }) => x).sort((a, b) => a - b))
	})
	it('go on to the edge of what is looked at', () => {
		const places = [1, 2, 3, 4, 5].map((x) => ({ x, y: x, epoch: x, seconds: x }))
		expect(thin(places, { from: 2.5, to: 3.5 }, 100).map(({ x }) => x)).toEqual([2, 3, 4])
	})
})
