import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { averages, classScores } from '../../../src/main/judge/confusion.ts'
import { confusionMatrix } from '../../../src/shared/confusion.ts'
import { mostLikely } from '../../../src/shared/likely.ts'

// test/reference/sklearn_numbers.py made these with scikit-learn 1.9.1 and says the formulas
const sklearn = JSON.parse(readFileSync(new URL('../../reference/sklearn.json', import.meta.url), 'utf8')) as {
	matrix: number[][]
	classes: [number, number, number, number][]
	macro: [number, number, number]
	weighted: [number, number, number]
}
const truth = Uint8Array.from({ length: 2000 }, (_, n) => (n % 7 === 0 ? 9 : (n * 7 + Math.floor(n / 13)) % 10))
const predicted = truth.map((label, n) => {
	const guess = n % 5 === 0 ? (label + Math.floor(n / 5)) % 9 : label
	return guess === 9 ? n % 9 : guess
})

test('the confusion matrix has true classes as rows, as scikit-learn has them', () => {
	expect(confusionMatrix(truth, predicted, 10)).toEqual(sklearn.matrix)
})

test('precision, recall, F1 and support of each class are scikit-learn’s, a class that is never predicted included', () => {
	const scores = classScores(sklearn.matrix)
	for (const [label, [precision, recall, f1, support]] of sklearn.classes.entries()) {
		expect(scores[label]?.precision).toBeCloseTo(precision, 12)
		expect(scores[label]?.recall).toBeCloseTo(recall, 12)
		expect(scores[label]?.f1).toBeCloseTo(f1, 12)
		expect(scores[label]?.support).toBe(support)
	}
})

test('macro and weighted averages are scikit-learn’s', () => {
	const { macro, weighted } = averages(classScores(sklearn.matrix))
	for (const [found, expected] of [
		[macro, sklearn.macro],
		[weighted, sklearn.weighted]
	] as const)
		for (const [place, name] of (['precision', 'recall', 'f1'] as const).entries())
			expect(found[name]).toBeCloseTo(expected[place] ?? NaN, 12)
})

test('the most likely class is the largest of a row, the first of equals', () => {
	expect([...mostLikely(Float32Array.of(0.2, 0.5, 0.3, 0.4, 0.4, 0.2), 3)]).toEqual([1, 0])
})
