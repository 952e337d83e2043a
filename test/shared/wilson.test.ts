import { expect, test } from 'vitest'
import { wilson } from '../../src/shared/wilson.ts'

// scipy.stats.binomtest(hits, count).proportion_ci(method='wilson'), SciPy 1.17.1
test.each([
	[9826, 10_000, 0.9798457030323637, 0.9849836617402592],
	[8, 10, 0.4901624715366418, 0.9433178485456248],
	[0, 10, 0.0, 0.27753279986288926],
	[10, 10, 0.7224672001371109, 1.0]
])('%i of %i has the interval SciPy gives', (hits, count, low, high) => {
	const found = wilson(hits, count)
	expect(found.low).toBeCloseTo(low, 6)
	expect(found.high).toBeCloseTo(high, 6)
})

test('without a single image nothing is known', () => {
	expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
})
