import { expect, test } from 'vitest'
import { movingAverage } from '../../../src/renderer/parts/curves/smooth.ts'

const smooth = (values: number[], weight: number) => values.map(movingAverage(weight))
const noisy = [1, 0.6, 0.5, 0.45, 0.7, 0.3]

// made with NumPy 2.4.6: np.average(v[:n + 1], weights=w ** np.arange(n, -1, -1)) for every n
test.each([
	[0.5, [1, 0.7333333333, 0.6, 0.52, 0.6129032258, 0.453968254]],
	[0.9, [1, 0.7894736842, 0.6826568266, 0.6150043617, 0.6357598105, 0.5641018527]]
])('with weight %d each answer is the weighted mean of all values so far', (weight, expected) => {
	smooth(noisy, weight).forEach((value, index) => expect(value).toBeCloseTo(expected[index] ?? NaN, 9))
})

test('weight 0 changes nothing, and what stays level stays level', () => {
	expect(smooth(noisy, 0)).toEqual(noisy)
	for (const value of smooth(Array<number>(500).fill(0.3), 0.99)) expect(value).toBeCloseTo(0.3, 12)
	expect(smooth([], 0.9)).toEqual([])
})

test('a curve begins at its first value, not near 0', () => {
	expect(smooth([2.3, 2.2], 0.99)[0]).toBeCloseTo(2.3, 12)
})
