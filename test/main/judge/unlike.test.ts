import { expect, test } from 'vitest'
import { doubtsOf, likenessLimit } from '../../../src/main/judge/unlike.ts'

/** All probability on two digits. */
const between = (first: number, share: number, second: number) =>
	Float32Array.from({ length: 10 }, (_, digit) => (digit === first ? share : digit === second ? 1 - share : 0))
const kinds = (probabilities: ArrayLike<number>, likeness: number, touching = false) =>
	doubtsOf(probabilities, likeness, touching).map(({ kind }) => kind)

test('a sure answer to a picture like the training images is not doubted', () => {
	expect(doubtsOf(between(7, 0.99, 1), 0.95, false)).toEqual([])
	expect(doubtsOf(between(7, 0.99, 1), likenessLimit, false)).toEqual([])
})

test('a picture unlike any digit is doubted however sure the network is, with both numbers', () => {
	expect(doubtsOf(between(7, 1, 1), 0.3123, false)).toEqual([
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
	expect(doubtsOf(between(8, 0.6, 3), 1, false)[0]?.sentence).toBe(
		'It may be 3 as well: 40 % beside 60 % for 8. About half of such answers are wrong.'
	)
	expect(doubtsOf(new Float32Array(10).fill(0.1), 1, false)[0]?.sentence).toMatch(/^It may be 1 as well.* for 0\./)
})

test('every doubt is told, the gravest first', () => {
	expect(kinds(between(8, 0.5, 3), 0, true)).toEqual(['unlike', 'touching', 'thin'])
})
