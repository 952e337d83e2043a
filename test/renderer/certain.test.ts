import { expect, test } from 'vitest'
import {
	sayCoverage,
	sayHeaviest,
	sayLean,
	sayPoints,
	sayThreshold,
	silence
} from '../../src/renderer/parts/certain.ts'
import { ticks } from '../../src/shared/figures/ticks.ts'
import { thresholds, type Calibration, type ReliabilityBin } from '../../src/shared/calibration.ts'
import { wilson } from '../../src/shared/wilson.ts'

const bin = (images: number, correct: number, confidence: number): ReliabilityBin => ({
	from: confidence - 0.05,
	to: confidence + 0.05,
	images,
	correct,
	confidence,
	accuracy: correct / images,
	interval: wilson(correct, images)
})
const all = { images: 10_000, correct: 9722 }
const whole = (confidence: number) =>
	({ ...all, confidence, accuracy: 0.9722, interval: wilson(9722, 10_000) }) as Calibration

test('the bin that weighs most is put into words, not the one with the widest gap', () => {
	const bins = [bin(2, 0, 0.4), bin(1000, 840, 0.9), bin(9000, 8900, 0.99)]
	expect(sayHeaviest(bins)).toBe('When it says 90 %, it is right 84 % of the time.')
	expect(sayHeaviest([bin(1000, 991, 0.995)])).toBe(
		'When it says 99.5 %, it is right 99.1 % of the time, which may be chance.'
	)
})

test('over- and underconfidence have a size, and small ones may be chance', () => {
	expect(sayLean(whole(0.9932))).toBe(
		'Over all 10,000 images it claims 99.3 % and is right on 97.2 %: overconfident by 2.1 points on average.'
	)
	expect(sayLean(whole(0.875))).toMatch(/underconfident by 9\.7 points on average\.$/)
	expect(sayLean(whole(0.973))).toMatch(/overconfident by 0\.08 points on average, which may be chance\.$/)
	expect(sayPoints(-0.0213)).toBe('2.1 points')
})

test('what a threshold does adds up', () => {
	const point = { threshold: 0.9, answered: 9312, wrong: 41 }
	expect(silence(point, all)).toEqual({ caught: 237, lost: 451 })
	expect(sayCoverage(point, all)).toBe(
		'It would answer 9,312 of 10,000 images and be wrong on 41 instead of 278; it would keep silent on 237 of its mistakes and on 451 answers that were right.'
	)
	expect(sayCoverage({ threshold: 0, answered: 10_000, wrong: 278 }, all)).toBe(
		'It would answer all 10,000 images and be wrong on 278.'
	)
	expect(sayCoverage({ threshold: 0.9999, answered: 0, wrong: 0 }, all)).toMatch(/^It would answer none/)
})

test('a threshold is said as it was chosen', () => {
	expect([0, 55, 90, 131, 201, 289, 360].map((step) => sayThreshold(thresholds[step] ?? 0))).toEqual([
		'0 %',
		'55 %',
		'90 %',
		'94.1 %',
		'99.21 %',
		'99.919 %',
		'99.99 %'
	])
})

test('ticks are round and stay on their axis', () => {
	expect(ticks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
	expect(ticks(0.7, 1, 5)).toEqual([0.7, 0.8, 0.9, 1])
	expect(ticks(0, 0.0355, 5)).toEqual([0, 0.01, 0.02, 0.03])
})
