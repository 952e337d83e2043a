import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cochran } from '../../../src/main/judge/paired/cochran.ts'
import { pairedDifference } from '../../../src/main/judge/paired/difference.ts'
import { holm } from '../../../src/main/judge/holm.ts'
import { netNeeded } from '../../../src/main/judge/paired/mcnemar.ts'
import { addPatterns, pairIn } from '../../../src/main/judge/paired/patterns.ts'
import { tango } from '../../../src/main/judge/paired/tango.ts'

// test/reference/comparison_numbers.py made these with SciPy 1.17.1 and statsmodels 0.15.0, and says the formulas
const reference = JSON.parse(readFileSync(new URL('../../reference/comparison.json', import.meta.url), 'utf8')) as {
	pairs: {
		counts: [number, number, number, number]
		difference: number
		interval: [number, number]
		exact: number
		midP: number
		netNeeded: number | null
	}[]
	cochran: Record<'small' | 'large' | 'three', { q: number; p: number }>
	holm: { p: number[]; adjusted: number[] }[]
	net: Record<string, number | null>
}

const named = ([both, onlyFirst, onlySecond, neither]: [number, number, number, number]) => ({
	both,
	onlyFirst,
	onlySecond,
	neither
})

test.each(reference.pairs)('the table $counts gives SciPy’s and statsmodels’ numbers', (expected) => {
	const found = pairedDifference(named(expected.counts))
	expect(found.difference).toBeCloseTo(expected.difference, 12)
	expect(found.interval.low).toBeCloseTo(expected.interval[0], 6)
	expect(found.interval.high).toBeCloseTo(expected.interval[1], 6)
	expect(found.exact / expected.exact).toBeCloseTo(1, 8)
	expect(found.midP / expected.midP).toBeCloseTo(1, 8)
	expect(found.netNeeded).toBe(expected.netNeeded)
})

test('complete responses before and after a therapy (Cavo 2012), as R’s contingencytables prints them', () => {
	const { difference, interval, exact, midP } = pairedDifference(named([59, 16, 6, 80]))
	const four = (value: number) => value.toFixed(4)
	expect([difference, interval.low, interval.high].map(four)).toEqual(['-0.0621', '-0.1240', '-0.0054'])
	expect([exact, midP].map((p) => p.toFixed(6))).toEqual(['0.052479', '0.034690'])
})

test('the interval turns round with the runs, holds the difference, and stays a difference of shares', () => {
	const counts = fc.nat(3000)
	fc.assert(
		fc.property(counts, counts, counts, (first, second, rest) => {
			const there = tango(first, second, first + second + rest)
			const back = tango(second, first, first + second + rest)
			expect(there.low).toBeCloseTo(-back.high, 9)
			const difference = (second - first) / Math.max(1, first + second + rest)
			expect(there.low).toBeLessThanOrEqual(difference + 1e-9)
			expect(there.high).toBeGreaterThanOrEqual(difference - 1e-9)
			expect(Math.abs(there.low)).toBeLessThanOrEqual(1)
		}),
		{ numRuns: 200 }
	)
})

test('two runs that answer alike differ by 0, and that is not known better than the images allow', () => {
	const { difference, interval, exact, midP, netNeeded } = pairedDifference(named([900, 0, 0, 100]))
	expect({ difference, exact, midP, netNeeded }).toEqual({ difference: 0, exact: 1, midP: 1, netNeeded: null })
	// with none of n seen, a score interval goes up to z² / (n + z²)
	expect(interval.high).toBeCloseTo(3.841459 / 1003.841459, 9)
	expect(interval.low).toBeCloseTo(-interval.high, 12)
	expect(tango(0, 0, 0)).toEqual({ low: -1, high: 1 })
})

test('how many net are needed is what a search through SciPy’s binomial finds', () => {
	const found = Object.keys(reference.net).map((all) => [all, netNeeded(Number(all))])
	expect(Object.fromEntries(found)).toEqual(reference.net)
	expect([netNeeded(100), netNeeded(40)]).toEqual([22, 14])
})

/** Whether run `run` is right on an image, as the reference has it. */
const rights = [
	(n: number) => n % 47 !== 3,
	(n: number) => (n * 7 + Math.floor(n / 11)) % 53 !== 5,
	(n: number) => n % 47 !== 3 || n % 5 === 1,
	(n: number) => (n * n) % 31 !== 7
]
const labels = Uint8Array.from({ length: 10_000 }, (_, n) => n % 10)
const answers = rights.map((right) => labels.map((label, n) => (right(n) ? label : (label + 1) % 10)))

function patternsOf(runs: Uint8Array[], labels: Uint8Array): Uint32Array {
	const patterns = new Uint32Array(2 ** runs.length)
	// in portions that do not come out even
	for (let from = 0; from < labels.length; from += 700) addPatterns(patterns, runs, labels, from, from + 700)
	return patterns
}

test('Cochran’s Q is statsmodels’, on eight images and on ten thousand', () => {
	const eight = [0b011, 0b011, 0b001, 0b010, 0b111, 0b000, 0b011, 0b111]
	const small = new Uint32Array(8)
	for (const bits of eight) small[bits] = (small[bits] ?? 0) + 1
	const found = {
		small: cochran(small, 3),
		large: cochran(patternsOf(answers, labels), 4),
		three: cochran(patternsOf(answers.slice(0, 3), labels), 3)
	}
	for (const size of ['small', 'large', 'three'] as const) {
		expect(found[size]?.q).toBeCloseTo(reference.cochran[size].q, 8)
		expect((found[size]?.p ?? 0) / reference.cochran[size].p).toBeCloseTo(1, 8)
	}
	expect(cochran(new Uint32Array(4), 2)).toBeNull()
	expect(cochran(Uint32Array.of(9, 0, 0, 0, 0, 0, 0, 50), 3)).toEqual({ q: 0, freedom: 2, p: 1 })
})

test('a 2 × 2 table counts the images that it says', () => {
	const patterns = patternsOf(answers, labels)
	const counts = pairIn(patterns, 1, 3)
	const count = (one: boolean, other: boolean) =>
		[...labels.keys()].filter((n) => rights[1]?.(n) === one && rights[3]?.(n) === other).length
	expect(counts).toEqual({
		both: count(true, true),
		onlyFirst: count(true, false),
		onlySecond: count(false, true),
		neither: count(false, false)
	})
})

test.each(reference.holm)('Holm’s correction of $p is statsmodels’', ({ p, adjusted }) => {
	for (const [place, value] of holm(p).entries()) expect(value).toBeCloseTo(adjusted[place] ?? NaN, 12)
})
