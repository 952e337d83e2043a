import { expect, test } from 'vitest'
import { compareRuns, couplesOf } from '../../../src/main/judge/paired/compare.ts'
import { addPatterns } from '../../../src/main/judge/paired/patterns.ts'
import type { ComparedRun } from '../../../src/shared/comparing.ts'
import { wilson } from '../../../src/shared/wilson.ts'

const images = 10_000
const labels = new Uint8Array(images)

/** A run that is wrong on the images from `from` on, so many of them. */
const wrongOn = (from: number, count: number) => labels.map((_, n) => Number(n >= from && n < from + count))

function compare(
	runs: {
		answers: Uint8Array
		valAccuracy?: number | null
		valImages?: number
		parameters?: number
		seconds?: number
	}[],
	sameWithin = 0.001
) {
	const patterns = new Uint32Array(2 ** runs.length)
	addPatterns(
		patterns,
		runs.map(({ answers }) => answers),
		labels,
		0,
		images
	)
	const rows = runs.map((run, place): ComparedRun => {
		const { answers, valAccuracy = null, valImages = 12_000, parameters = 1, seconds = 1 } = run
		const valInterval = valAccuracy === null ? null : wilson(valAccuracy * valImages, valImages)
		const correct = answers.filter((answer) => answer === 0).length
		const shares = { accuracy: correct / images, correct, interval: wilson(correct, images) }
		return { run: place + 1, name: '', ...shares, valAccuracy, valInterval, parameters, bytes: 4, seconds, machine: '' }
	})
	const couples = rows.flatMap((_, place) => couplesOf(rows, patterns, place))
	return compareRuns(rows, patterns, couples, sameWithin)
}

test('a run is better where the test shows it, practically the same where the interval lies in the zone, else open', () => {
	const [base, better, near] = [wrongOn(0, 300), wrongOn(0, 200), wrongOn(0, 290)]
	const verdict = (other: Uint8Array, zone: number) =>
		compare([{ answers: base }, { answers: other }], zone).pairs[0]?.verdict
	expect(verdict(better, 0.001)).toEqual({ kind: 'better', run: 2 })
	expect(verdict(better, 0.02)).toEqual({ kind: 'same' })
	expect(verdict(base, 0.001)).toEqual({ kind: 'same' })
	// ten images that one has alone and the other none are enough for the test
	expect(verdict(near, 0.001)).toEqual({ kind: 'better', run: 2 })
	expect(verdict(wrongOn(100, 300), 0.001)).toEqual({ kind: 'open' })
	expect(verdict(wrongOn(100, 300), 0)).toEqual({ kind: 'open' })
})

test('the best is chosen by validation, and by the test only where a run has no validation', () => {
	const [good, poor] = [wrongOn(0, 200), wrongOn(0, 210)]
	const chosen = compare([
		{ answers: good, valAccuracy: 0.97 },
		{ answers: poor, valAccuracy: 0.98 }
	])
	expect(chosen.best).toEqual({ run: 2, by: 'validation' })
	const tested = compare([
		{ answers: good, valAccuracy: null },
		{ answers: poor, valAccuracy: 0.98 }
	])
	expect(tested.best).toEqual({ run: 1, by: 'test' })
	// two images say little
	const lucky = compare([
		{ answers: good, valAccuracy: 0.97 },
		{ answers: poor, valAccuracy: 1, valImages: 2 }
	])
	expect(lucky.best).toEqual({ run: 1, by: 'validation' })
})

test('whoever cannot be told from the best is tied with it, and the smallest and the fastest of those are named', () => {
	const { ties, best, cochran } = compare([
		{ answers: wrongOn(0, 200), valAccuracy: 0.98, parameters: 900, seconds: 30 },
		{ answers: wrongOn(20, 200), valAccuracy: 0.97, parameters: 100, seconds: 40 },
		{ answers: wrongOn(0, 600), valAccuracy: 0.9, parameters: 1, seconds: 1 },
		{ answers: wrongOn(10, 195), valAccuracy: 0.975, parameters: 500, seconds: 10 }
	])
	expect(best).toEqual({ run: 1, by: 'validation' })
	expect(ties).toEqual({ runs: [1, 2, 4], smallest: 2, fastest: 4 })
	expect(cochran?.p).toBeLessThan(1e-9)
})

test('of several pairs each must show more: what is shown of two alone is not of many', () => {
	const runs = [wrongOn(0, 200), wrongOn(0, 206)]
	const two = compare(
		runs.map((answers) => ({ answers })),
		0
	)
	expect(two.pairs[0]).toMatchObject({ verdict: { kind: 'better', run: 1 } })
	expect(two.pairs[0]?.adjusted).toBeCloseTo(0.03125, 12)
	const four = compare(
		[...runs, wrongOn(0, 203), wrongOn(0, 204)].map((answers) => ({ answers })),
		0
	)
	expect(four.pairs[0]).toMatchObject({ verdict: { kind: 'open' } })
	expect(four.pairs[0]?.adjusted).toBeCloseTo(6 * 0.03125, 12)
	expect(four.ties.runs).toEqual([1, 2, 3, 4])
})
