import { percent } from '../../shared/format.ts'
import type { Box, Doubt } from '../../shared/pictures.ts'

/**
 * Below this likeness a picture is said to be unlike any digit: it is then farther from the nearest training image than 98
 * of 100 digits that resemble the same digit (see train/likeness.ts; no network has a say in it). `npm run bench -- unlike`
 * measures how many digits it wrongs and what it catches, and writes docs/unlike.md.
 */
export const likenessLimit = 0.5

/**
 * From this share of the first digit's probability on the second is named. Chosen on validation images: of answers that
 * thin, two to three in five are wrong, whatever the network, and for three in four of those the second is the right one
 * (the same bench).
 */
export const thinLimit = 0.25

/**
 * What has the shape of two digits is taken for them below this likeness, and what is wider than this share of its height
 * may be where it is like none. `npm run bench -- touching` measures both, and writes docs/reading.md.
 */
const ofOneDigit = { likeness: 0.6, width: 0.8 }

/** What is known of a digit besides the networks' answers. */
export interface Looks {
	/** Null where there was nothing to compare it with. */
	likeness: number | null
	/** Whether it has the shape of two digits that touch, by the reading. */
	touching: boolean
	box: Box
}

/** What a person should know before believing an answer: `probabilities` of the digits 0 to 9. */
export function doubtsOf(probabilities: ArrayLike<number>, { likeness, touching, box }: Looks): Doubt[] {
	const doubts: Doubt[] = []
	if (touching && (likeness ?? 0) < ofOneDigit.likeness)
		doubts.push({ kind: 'touching', sentence: 'It is probably more than one digit: they touch.' })
	else if (likeness !== null && likeness < likenessLimit) {
		const isWide = box.right - box.left > ofOneDigit.width * (box.bottom - box.top)
		doubts.push({
			kind: 'unlike',
			sentence: `It is probably no digit${isWide ? ', or more than one that touch' : ''}: its likeness to the nearest training image is ${likeness.toFixed(2)}, and 98 of 100 digits have ${likenessLimit} or more.`
		})
	}
	const { first, second, most, next } = firstTwo(probabilities)
	if (next >= thinLimit * most)
		doubts.push({
			kind: 'thin',
			sentence: `It may be ${second} as well: ${percent(next, 0)} beside ${percent(most, 0)} for ${first}. About half of such answers are wrong.`
		})
	return doubts
}

/** The two most likely digits, the first of equals first. */
function firstTwo(probabilities: ArrayLike<number>) {
	const shares = Array.from(probabilities, (share, digit) => ({ share, digit }))
	const [first, second] = shares.sort((a, b) => b.share - a.share || a.digit - b.digit)
	return { first: first?.digit ?? 0, second: second?.digit ?? 0, most: first?.share ?? 0, next: second?.share ?? 0 }
}
