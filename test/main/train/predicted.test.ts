import { expect, test } from 'vitest'
import { keepsPredictions, packPredictions } from '../../../src/main/train/predicted.ts'

const kept = (epochs: number) =>
	Array.from({ length: epochs }, (_, index) => index + 1).filter((epoch) => keepsPredictions(epoch, epochs))

test('the answers of every epoch are kept up to 100, beyond that of every n-th, the first and the last', () => {
	expect(kept(1)).toEqual([1])
	expect(kept(100)).toHaveLength(100)
	expect(kept(250)).toEqual([1, ...Array.from({ length: 83 }, (_, index) => 3 * index + 3), 250])
	expect(kept(1000).slice(0, 3)).toEqual([1, 10, 20])
	for (let epochs = 1; epochs <= 10_000; epochs += 97) {
		const found = kept(epochs)
		expect(found.length).toBeLessThanOrEqual(101)
		expect(found.at(-1)).toBe(epochs)
	}
})

test('an answer is the most likely class and how likely it is, in a byte each', () => {
	const probabilities = Float32Array.of(0.15, 0.75, 0.1, 0, 0, 1, 0.4, 0.2, 0.4)
	expect([...packPredictions(probabilities, 3)]).toEqual([1, 2, 0, 191, 255, 102])
})
