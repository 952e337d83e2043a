import { expect, test } from 'vitest'
import { doubtsOf, likenessLimit } from '../../../src/main/judge/unlike.ts'

/** All probability on two digits. */
const between = (first: number, share: number, second: number) =>
	Float32Array.from({ length: 10 }, (_, digit) => (digit === first ? share : digit === second ? 1 - share : 0))
/** A box of 60 × 100 pixels. */
const narrow = { left: 10, top: 10, right: 70, bottom: 110 }
const looks = (likeness: number | null, touching = false, box = narrow) => ({ likeness, touching, box })
const kinds = (probabilities: ArrayLike<number>, ...given: Parameters<typeof looks>) =>
	doubtsOf(probabilities, looks(...given)).map(({ kind }) => kind)

test('a sure answer to a picture like the training images is not doubted', () => {
	expect(doubtsOf(between(7, 0.99, 1), looks(0.95))).toEqual([])
	expect(doubtsOf(between(7, 0.99, 1), looks(likenessLimit))).toEqual([])
})

test('a picture unlike any digit is doubted however sure the network is, with both numbers', () => {
	expect(doubtsOf(between(7, 1, 1), looks(0.3123))).toEqual([
		{
			kind: 'unlike',
			sentence:
				'It is probably no digit: its likeness to the nearest training image is 0.31, and 98 of 100 digits have 0.5 or more.'
		}
	])
})

test('an answer is thin when the second digit has a quarter of the first one’s probability', () => {
	expect(kinds(between(8, 0.81, 3), 1)).toEqual([])
	expect(kinds(between(8, 0.8, 3), 1)).toEqual(['thin'])
	expect(doubtsOf(between(8, 0.6, 3), looks(1))[0]?.sentence).toBe(
		'It may be 3 as well: 40 % beside 60 % for 8. About half of such answers are wrong.'
	)
	expect(doubtsOf(new Float32Array(10).fill(0.1), looks(1))[0]?.sentence).toMatch(/^It may be 1 as well.* for 0\./)
})

test('every doubt is told, the gravest first', () => {
	expect(kinds(between(8, 0.5, 3), 0)).toEqual(['unlike', 'thin'])
	expect(kinds(between(8, 0.5, 3), 0, true)).toEqual(['touching', 'thin'])
})

test('what has the shape of two digits is said to be two unless it is like one', () => {
	expect(kinds(between(8, 1, 3), 0.55, true)).toEqual(['touching'])
	expect(kinds(between(8, 1, 3), 0.65, true)).toEqual([])
	expect(kinds(between(8, 1, 3), 0.55)).toEqual([])
})

test('what is wide and unlike any digit may be several that touch, and it is said', () => {
	const wide = { left: 0, top: 0, right: 90, bottom: 100 }
	expect(doubtsOf(between(8, 1, 3), looks(0.3, false, wide))[0]?.sentence).toMatch(
		/^It is probably no digit, or more than one that touch: its likeness/
	)
	expect(kinds(between(8, 1, 3), 0.6, false, wide)).toEqual([])
})

test('a digit that could be compared with nothing is judged by its shape and its answers alone', () => {
	expect(kinds(between(8, 1, 3), null)).toEqual([])
	expect(kinds(between(8, 1, 3), null, true)).toEqual(['touching'])
	expect(kinds(between(8, 0.6, 3), null)).toEqual(['thin'])
})
