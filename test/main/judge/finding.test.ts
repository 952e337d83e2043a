import { expect, test } from 'vitest'
import { resultOf, type Trained } from '../../../src/main/judge/studies/result.ts'
import type { Design } from '../../../src/shared/study/study.ts'
import { settingTable } from '../../../src/shared/study/tables.ts'

const luck = [0.001, -0.002, 0.0005, 0.0015, -0.001, 0]
const one: Design = { kind: 'one', factor: 'dropout', levels: [0, 0.2, 0.5] }
const setting = (title: string, mean: number, own: readonly number[], base = false): Trained => ({
	levels: [Number(title)],
	title,
	base,
	values: luck.map((shared, seed) => mean + shared + (own[seed] ?? 0) / 10)
})
const mixed = [luck[3], luck[1], luck[5], luck[0], luck[2], luck[4]].map((value) => value ?? 0)
const base = setting('0', 0.97, [], true)
const found = (...trained: Trained[]) => resultOf(one, 'valAccuracy', trained, 6).finding

test('an effect is said with its size, its interval and a corrected p; a level without one is named as such', () => {
	const [effect, best, limit] = found(base, setting('0.2', 0.97, mixed), setting('0.5', 0.95, mixed))
	expect(effect).toMatch(
		/^Dropout changes validation accuracy: compared with dropout 0, 0\.5 by −2\.00 points \(95 %: −2\.0\d to −1\.9\d\), p < 0\.001 \(p corrected for 2 comparisons\)\. For 0\.2 no difference could be shown\.$/
	)
	expect(best).toMatch(/^The mean is highest with (0|0\.2): 97\.\d\d % over 6 runs\.$/)
	expect(limit).toMatch(/^With 6 paired seeds a difference of 0\.\d\d points would be found in 80 of 100 such studies/)
})

test('what cannot be shown is said to be so, and too few runs are no finding', () => {
	expect(found(base, setting('0.2', 0.97, mixed), setting('0.5', 0.97, luck))[0]).toMatch(
		/^No effect of dropout on validation accuracy could be shown: no level differs from dropout 0 by more than chance does/
	)
	const missing = { ...setting('0.5', 0.9, []), values: [0.9, null, null, null, null, null] }
	expect(found(base, missing)[0]).toMatch(/^At least two seeds of the base and of another level are needed/)
	expect(found({ ...base, values: [null] }, { ...missing, values: [null] })).toEqual(['Nothing has been trained yet.'])
})

test('a seed that is missing on one side is left out of the pairs, not put against another seed', () => {
	const gap = { ...setting('0.5', 0.95, []), values: [null, ...setting('0.5', 0.95, []).values.slice(1)] }
	const { settings } = resultOf(one, 'valAccuracy', [base, gap], 6)
	expect(settings[1]?.difference).toMatchObject({ count: 5 })
	expect(settings[1]?.difference?.mean).toBeCloseTo(-0.02, 12)
})

test('a search names its best draw and warns of it, and compares nothing', () => {
	const design: Design = { kind: 'search', ranges: [{ factor: 'dropout', among: [0, 0.2] }], draws: 2, seed: 1 }
	const result = resultOf(design, 'valAccuracy', [{ ...base, base: false }, setting('0.2', 0.98, [])], 6)
	expect(result.finding).toEqual([
		'The mean is highest with 0.2: 98.00 % over 6 runs.',
		'The best of 2 draws looks better than it is, since chance helped to choose it: train it with seeds of its own before you believe the number.'
	])
	expect(result.settings.every(({ difference }) => difference === null)).toBe(true)
})

test('the table has a row for each level, with its difference beside it', () => {
	const result = resultOf(one, 'valAccuracy', [base, setting('0.5', 0.95, mixed)], 6)
	const { columns, rows } = settingTable({ study: { design: one } as never, result })
	expect(columns).toHaveLength(9)
	expect(rows.map((row) => [row[0], row[1], row[5]])).toEqual([
		['0 (base)', '6', ''],
		['0.5', '6', '−2.00 points']
	])
})
