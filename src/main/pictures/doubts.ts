import { percent } from '../../shared/format.ts'
import type { Doubt } from '../../shared/pictures.ts'

/** Below it a digit is said to be unlike those the networks have learned from. */
export const likenessLimit = 0.1
/** Another digit that comes this near is worth naming. */
const thinMargin = 0.3

/** What a person should know before believing an answer. */
export function doubtsOf(probabilities: readonly number[], likeness: number, touching: boolean): Doubt[] {
	const order = probabilities.map((_, digit) => digit).sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0))
	const [first = 0, second = 0] = order
	const [most, next] = [probabilities[first] ?? 0, probabilities[second] ?? 0]
	const doubts: Doubt[] = []
	if (likeness < likenessLimit)
		doubts.push({
			kind: 'unlike',
			sentence: 'This does not look like any digit the networks have learned from.'
		})
	if (touching) doubts.push({ kind: 'touching', sentence: 'This is probably more than one digit: they touch.' })
	if (most - next < thinMargin)
		doubts.push({
			kind: 'thin',
			sentence: `It may be ${second} as well: ${percent(next, 0)} beside ${percent(most, 0)}.`
		})
	return doubts
}
