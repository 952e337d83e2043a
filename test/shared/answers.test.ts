import { expect, test } from 'vitest'
import { answersOf, choose, epochAnswers, lossFor, sortPlaces } from '../../src/shared/answers.ts'
import { changes, confusionMatrix } from '../../src/shared/confusion.ts'
import { draw } from '../../src/shared/draw.ts'

/** One row of ten probabilities with these at these digits. */
const row = (at: Record<number, number>) => Array.from({ length: 10 }, (_, digit) => at[digit] ?? 0)
const labels = Uint8Array.of(4, 4, 7, 2, 0)
const answers = answersOf(
	Float32Array.from([
		...row({ 9: 0.75, 4: 0.25 }),
		...row({ 4: 0.5, 9: 0.5 }),
		...row({ 2: 0.5, 7: 0.5 }),
		...row({ 7: 1 }),
		...row({ 6: 0.75, 0: 0.125 })
	]),
	labels
)

test('an answer is the most likely class, its probability, and −log of the true one’s', () => {
	expect([...answers.predicted]).toEqual([9, 4, 2, 7, 6])
	expect([...answers.confidence]).toEqual([0.75, 0.5, 0.5, 1, 0.75])
	const [first, second, third, fourth] = answers.loss ?? []
	expect(first).toBeCloseTo(Math.log(4), 6)
	expect([second, third]).toEqual([Math.fround(Math.log(2)), Math.fround(Math.log(2))])
	// Keras clips a probability of 0 at its epsilon, 1e-7
	expect(fourth).toBeCloseTo(16.118, 3)
	expect(lossFor(1)).toBe(-0)
})

test('mistakes, a digit, what it was taken for, and pairs are chosen', () => {
	const places = (only: 'mistakes' | 'all', label: number | null, guess: number | null) =>
		choose(answers, { only, label, guess })
	expect(places('mistakes', null, null)).toEqual([0, 2, 3, 4])
	expect(places('all', null, null)).toEqual([0, 1, 2, 3, 4])
	expect(places('mistakes', 4, null)).toEqual([0])
	expect(places('all', 4, null)).toEqual([0, 1])
	expect(places('mistakes', null, 7)).toEqual([3])
	expect(places('mistakes', 7, 2)).toEqual([2])
	expect(places('mistakes', 4, 4)).toEqual([])
	expect(places('all', 4, 4)).toEqual([1])
})

test.each([
	['confidence', [3, 0, 4, 1, 2]],
	['loss', [3, 4, 0, 1, 2]],
	['true', [4, 3, 1, 0, 2]],
	['as', [2, 1, 4, 3, 0]],
	['index', [0, 1, 2, 3, 4]]
] as const)('in the order of %s', (order, expected) => {
	expect(sortPlaces(answers, [2, 4, 0, 1, 3], order)).toEqual(expected)
})

test('what was kept of an epoch is classes and certainties in 1/255; without losses confidence orders', () => {
	const kept = epochAnswers(Uint8Array.of(9, 4, 7, 0, 255, 51), Uint8Array.of(4, 4, 7))
	expect([...kept.predicted]).toEqual([9, 4, 7])
	expect(kept.confidence).toEqual(Float32Array.of(0, 1, 0.2))
	expect(kept.loss).toBeNull()
	expect(sortPlaces(kept, [0, 1, 2], 'loss')).toEqual([1, 2, 0])
})

test('between two epochs images are mended and broken; from wrong to wrong counts as neither', () => {
	const [before, after] = [Uint8Array.of(9, 4, 7, 1, 3), Uint8Array.of(4, 9, 7, 2, 0)]
	expect(changes(labels, before, after)).toEqual({ mended: 3, broken: 1 })
	const matrix = confusionMatrix(labels, before, 10)
	expect([matrix[4]?.[9], matrix[4]?.[4], matrix[2]?.[1], matrix[0]?.[3]]).toEqual([1, 1, 1, 1])
})

test('a draw is of different places, the same for the same seed, another for another', () => {
	const all = Array.from({ length: 10_000 }, (_, place) => place)
	const first = draw(all, 100, 7)
	expect(new Set(first).size).toBe(100)
	expect(draw(all, 100, 7)).toEqual(first)
	expect(draw(all, 100, 8)).not.toEqual(first)
	expect(draw([5, 6], 100, 1).toSorted()).toEqual([5, 6])
	// each place is drawn about as often: 2,000 draws of 1 of 10, five standard deviations wide
	const counts = new Array<number>(10).fill(0)
	for (let seed = 0; seed < 2000; seed++) {
		const [place = NaN] = draw(all.slice(0, 10), 1, seed)
		counts[place] = (counts[place] ?? 0) + 1
	}
	for (const count of counts) expect(Math.abs(count - 200)).toBeLessThan(5 * Math.sqrt(2000 * 0.09))
})

test('ten thousand answers are listed and sorted in a few milliseconds', () => {
	const probabilities = Float32Array.from({ length: 100_000 }, (_, n) => (n * 7919) % 10_007)
	const many = Uint8Array.from({ length: 10_000 }, (_, n) => n % 10)
	const list = () => {
		const all = answersOf(probabilities, many)
		return sortPlaces(all, choose(all, { only: 'all', label: null, guess: null }), 'confidence')
	}
	list()
	const times = Array.from({ length: 9 }, () => {
		const start = performance.now()
		list()
		return performance.now() - start
	})
	// the machine may be busy; the quickest of nine is what the code costs
	expect(Math.min(...times)).toBeLessThan(30)
})
