import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { calibration } from '../../../src/main/judge/calibration.ts'
import { noCertainty, weigh } from '../../../src/main/judge/certainty.ts'
import { binRules, thresholds, type BinRule } from '../../../src/shared/calibration.ts'

interface Gaps {
	accuracy: number[]
	confidence: number[]
	images: number[]
	ece: number
	mce: number
	eceByChance: number
}
// test/reference/calibration_numbers.py made these with scikit-learn 1.9.1 and NumPy, and says the formulas
const reference = JSON.parse(
	readFileSync(new URL('../../reference/calibration.json', import.meta.url), 'utf8')
) as Record<BinRule, Gaps> & {
	correct: number
	confidence: number
	brier: number
	nll: number
	answered: Record<string, [number, number]>
}
const winner = (n: number) => (n * 7 + Math.floor(n / 13)) % 10
const probabilities = new Float32Array(20_000)
for (let n = 0; n < 2000; n++) {
	const weights = Array.from(
		{ length: 10 },
		(_, k) => ((n * 31 + k * 17 + n * k) % 97) + 1 + (k === winner(n) ? (n * n * 3) % 4001 : 0)
	)
	const sum = weights.reduce((total, weight) => total + weight, 0)
	probabilities.set(
		weights.map((weight) => weight / sum),
		n * 10
	)
}
const labels = Uint8Array.from({ length: 2000 }, (_, n) =>
	n % 3 === 0 ? (winner(n) + Math.floor(n / 3)) % 10 : winner(n)
)

function judged(probabilities: Float32Array, labels: Uint8Array, rule: BinRule) {
	const certainty = noCertainty(labels.length)
	// in portions that do not come out even
	for (let from = 0; from < labels.length; from += 700) weigh(certainty, probabilities, labels, from, from + 700)
	return calibration(1, certainty, rule)
}

test('Brier score, log loss and mean confidence are scikit-learn’s and NumPy’s', () => {
	const found = judged(probabilities, labels, 'width')
	expect(found).toMatchObject({ images: 2000, correct: reference.correct, accuracy: reference.correct / 2000 })
	expect(found.confidence).toBeCloseTo(reference.confidence, 10)
	expect(found.brier).toBeCloseTo(reference.brier, 10)
	expect(found.nll).toBeCloseTo(reference.nll, 6)
})

test.each(binRules)(
	'the bins of equal %s are those of scikit-learn’s calibration curve, and so are their errors',
	(rule) => {
		const { bins, ece, mce, eceByChance } = judged(probabilities, labels, rule)
		const expected = reference[rule]
		expect(bins.map(({ images }) => images)).toEqual(expected.images)
		for (const [index, bin] of bins.entries()) {
			expect(bin.accuracy).toBeCloseTo(expected.accuracy[index] ?? NaN, 10)
			expect(bin.confidence).toBeCloseTo(expected.confidence[index] ?? NaN, 10)
		}
		expect(ece).toBeCloseTo(expected.ece, 10)
		expect(mce).toBeCloseTo(expected.mce, 10)
		// NumPy's is the mean of 4,000 test sets drawn at random
		expect(Math.abs(eceByChance / expected.eceByChance - 1)).toBeLessThan(0.02)
	}
)

test('what is answered above a threshold, and what of it is wrong, is what NumPy counts', () => {
	const { coverage } = judged(probabilities, labels, 'width')
	expect(coverage.map(({ threshold }) => threshold)).toEqual(thresholds)
	for (const [threshold, [answered, wrong]] of Object.entries(reference.answered)) {
		const point = coverage.find((one) => Math.abs(one.threshold - Number(threshold)) < 1e-9)
		expect(point).toMatchObject({ answered, wrong })
	}
})

test('a network that is always certain and always right has no error, and keeps silent nowhere', () => {
	const certain = Float32Array.from({ length: 300 }, (_, place) => Number(place % 10 === 7))
	for (const rule of binRules) {
		const found = judged(certain, new Uint8Array(30).fill(7), rule)
		expect(found).toMatchObject({ accuracy: 1, confidence: 1, ece: 0, mce: 0, eceByChance: 0, brier: 0 })
		expect(found.bins).toHaveLength(1)
		expect(found.coverage.every(({ answered, wrong }) => answered === 30 && wrong === 0)).toBe(true)
	}
})

test('thresholds rise from 0 to 99.99 %, finer where networks are sure', () => {
	expect(thresholds.every((one, index) => index === 0 || one > (thresholds[index - 1] ?? 1))).toBe(true)
	for (const [index, threshold] of [0, 0.9, 0.99, 0.999, 0.9999].entries())
		expect(thresholds[index * 90]).toBeCloseTo(threshold, 12)
})
