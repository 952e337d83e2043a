import { expect, test } from 'vitest'
import { addAnswer, doubted, mostDoubted, noDoubts } from '../../../src/main/judge/suspects.ts'

/** Three images of the classes 0, 1 and 2, and what two runs answer to each: class and certainty. */
function asked(...answers: [image: number, guess: number, certainty: number][]) {
	const doubts = noDoubts(Uint8Array.of(0, 1, 2), 3)
	for (const [image, guess, certainty] of answers) addAnswer(doubts, image, guess, certainty)
	return doubts
}

test('the doubt is the certainty of those against, less that of those who agree, over one more than all', () => {
	const doubts = asked([0, 2, 0.75], [0, 2, 0.5], [0, 0, 0.5])
	expect(doubted(doubts, 0)).toEqual({ image: 0, label: 0, guess: 2, runs: 3, against: 2, doubt: 0.75 / 4 })
})

test('many who agree rank above one who is sure, and who is not contradicted on the whole is left out', () => {
	const doubts = asked([0, 1, 1], [1, 0, 0.9], [1, 0, 0.9], [1, 0, 0.9], [2, 1, 0.4], [2, 2, 0.6])
	const { count, images } = mostDoubted(doubts, 5)
	expect(count).toBe(2)
	expect(images.map(({ image }) => image)).toEqual([1, 0])
	expect(mostDoubted(doubts, 1)).toMatchObject({ count: 2, images: [{ image: 1 }] })
})

test('an image that nobody was asked about has no doubt', () => {
	expect(doubted(asked(), 1)).toMatchObject({ runs: 0, against: 0, doubt: 0 })
})
