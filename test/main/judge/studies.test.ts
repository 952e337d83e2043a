import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { incompleteBeta } from '../../../src/main/judge/studies/beta.ts'
import { holm } from '../../../src/main/judge/holm.ts'
import { interaction } from '../../../src/main/judge/studies/interaction.ts'
import { pairedP, signFlip, spreadOf } from '../../../src/main/judge/studies/paired.ts'
import { below, pairedPower, powerOf } from '../../../src/main/judge/studies/power.ts'
import { tQuantile } from '../../../src/main/judge/studies/student.ts'

interface Paired {
	n: number
	level: number
	mean: number
	deviation: number
	low: number
	high: number
	p: number
	flip: number | null
}
// test/reference/study_numbers.py made these with SciPy and statsmodels, and says the formulas
const reference = JSON.parse(readFileSync(new URL('../../reference/studies.json', import.meta.url), 'utf8')) as {
	beta: [number, number, number, number][]
	quantile: [number, number, number][]
	normal: [number, number][]
	paired: Paired[]
	spread: Omit<Paired, 'level' | 'p' | 'flip'>[]
	holm: [number[], number[]]
	power: [number, number, number][]
	grid: { rows: number; columns: number; n: number; f: number; p: number }[]
}

const made = (level: number, seed: number) =>
	0.95 + 0.004 * level + 0.001 * ((seed * 7) % 5) + 0.0007 * ((seed * 13 + level * 5) % 11)
const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed)
/** Equal to ten figures, whatever their size. */
const same = (found: number | null | undefined, expected: number, figures = 1e-10) =>
	expect(Math.abs((found ?? NaN) - expected)).toBeLessThanOrEqual(figures * Math.abs(expected) + 1e-15)

test('the incomplete beta function is SciPy’s, and so are Student’s quantiles and the normal distribution', () => {
	for (const [x, a, b, expected] of reference.beta) same(incompleteBeta(x, a, b), expected)
	for (const [p, freedom, expected] of reference.quantile) same(tQuantile(p, freedom), expected)
	for (const [z, expected] of reference.normal) same(below(z), expected)
})

test('mean, standard deviation and 95 % interval of a level are SciPy’s', () => {
	for (const { n, mean, deviation, low, high } of reference.spread) {
		const found = spreadOf(seeds(n).map((seed) => made(1, seed)))
		same(found.mean, mean)
		same(found.deviation, deviation)
		same(found.interval?.low, low)
		same(found.interval?.high, high)
	}
})

test('paired differences have SciPy’s interval, t test and exact sign-flip test', () => {
	// equal ones, but for rounding, are another matter (below)
	const unequal = reference.paired.filter(({ deviation }) => deviation > 1e-12)
	expect(unequal.length).toBeGreaterThan(10)
	for (const { n, level, mean, deviation, low, high, p, flip } of unequal) {
		const differences = seeds(n).map((seed) => made(level, seed) - made(0, seed))
		const found = spreadOf(differences)
		same(found.mean, mean)
		same(found.deviation, deviation)
		same(found.interval?.low, low, 1e-9)
		same(found.interval?.high, high, 1e-9)
		same(pairedP(found), p, 1e-9)
		if (flip !== null) same(signFlip(differences), flip)
	}
})

test('a sign-flip test cannot come below 2 in 2ⁿ, and does not try more signs than it can', () => {
	expect(signFlip([3, 1, 4, 1, 5, 9])).toBe(2 / 64)
	expect(signFlip([-3, -1, -4, -1, -5, -9])).toBe(2 / 64)
	expect(signFlip([1, -1])).toBe(1)
	expect(signFlip(seeds(16).map(() => 1))).toBe(2 / 2 ** 16)
	expect(signFlip(seeds(17))).toBeNull()
})

test('too few runs say nothing instead of something wrong', () => {
	expect(spreadOf([])).toEqual({ count: 0, mean: null, deviation: null, interval: null })
	expect(spreadOf([0.5])).toEqual({ count: 1, mean: 0.5, deviation: null, interval: null })
	expect(pairedP(spreadOf([0.5]))).toBeNull()
	expect(pairedP(spreadOf([0, 0, 0]))).toBe(1)
	// equal but for rounding: by chance, since accuracies come in steps
	const equal = [0.905 - 0.9, 0.925 - 0.92]
	expect(spreadOf(equal)).toMatchObject({ deviation: 0, interval: null })
	expect(pairedP(spreadOf(equal))).toBe(signFlip(equal))
	expect(powerOf(1).effect).toBeNull()
	expect(interaction([[[1, 2]], [[3, 4]]])).toBeNull()
	// without anything left to chance, nothing says how large chance is
	const exact = [0.9, 0.91].map((row) => [0, row / 100].map((column) => [row + column, row + column + 0.01]))
	expect(interaction(exact)).toBeNull()
})

test('Holm’s correction is statsmodels’, and what is not known stays out of it', () => {
	const [values, expected] = reference.holm
	for (const [place, found] of holm(values).entries()) same(found, expected[place] ?? NaN)
	expect(holm([null, 0.02, null, 0.04])).toEqual([null, 0.04, null, 0.04])
})

test('the effect that so many seeds can show is what SciPy’s noncentral t gives for a power of 80 %', () => {
	for (const [n, alpha, effect] of reference.power) {
		same(powerOf(n, alpha).effect, effect, 1e-6)
		same(pairedPower(effect, n, alpha), 0.8, 1e-6)
	}
	expect(powerOf(6).leastSignFlip).toBe(0.03125)
})

test('the interaction of two factors is statsmodels’ analysis of variance with seeds as blocks', () => {
	for (const { rows, columns, n, f, p } of reference.grid) {
		const values = seeds(rows).map((row) =>
			seeds(columns).map((column) =>
				seeds(n).map((seed) => made(row * 2 + column + (row === 1 && column === 1 ? 3 : 0), seed))
			)
		)
		const found = interaction(values)
		same(found?.f, f, 1e-8)
		same(found?.p, p, 1e-8)
	}
})
