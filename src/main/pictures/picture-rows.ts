import { mostLikely } from '../../shared/likely.ts'
import { digitCount } from '../../shared/pictures.ts'
import type { DigitDetail, DigitRow, PictureDetail, PictureRow } from '../../shared/pictures.ts'
import { doubtsOf, likenessLimit } from '../judge/unlike.ts'
import type { PictureStore, StoredDigit, StoredPicture } from '../store/pictures.ts'

/** What is noted of digits that were read while MNIST's files were missing. */
const notCompared =
	'not compared with the training images, which could not be read: whether it is like a digit is not known'

/** A picture as a list shows it. */
export const rowOf = (store: PictureStore, stored: StoredPicture): PictureRow =>
	rowWith(stored, store.digits(stored.id))

/** The same where its digits are at hand. */
export function rowWith(picture: Omit<StoredPicture, 'format'>, found: readonly StoredDigit[]): PictureRow {
	const { id, name, origin, batch, added, size, kept, label, answering, notes, revision } = picture
	const digits = found.map((digit) => digitRow(digit, answering.ensemble))
	const said = found.some(({ likeness }) => likeness === null) ? [...notes, notCompared] : notes
	return { id, name, origin, batch, added, size, kept, digits, label, answering, notes: said, revision }
}

/** A picture with everything that is known of it, but for its pixels. */
export function detailOf(store: PictureStore, stored: StoredPicture): PictureDetail {
	const { settings, ink, lines, answering } = stored
	const names = answering.runs.map((run) => store.runName(run))
	const digits = store.digits(stored.id).map((digit): DigitDetail => ({
		...digitRow(digit, answering.ensemble),
		answers: answering.runs.map((run, place) => ({
			run,
			name: names[place] ?? '',
			probabilities: answerOf(digit.answers, place)
		})),
		likeness: { value: digit.likeness, limit: likenessLimit },
		stroke: digit.stroke
	}))
	return { ...rowOf(store, stored), settings, ink, lines, digits }
}

function digitRow(found: StoredDigit, ensemble: boolean): DigitRow {
	const { box, answers } = found
	const probabilities = ensemble ? meanAnswer(answers) : answerOf(answers, 0)
	const [digit = 0] = mostLikely(probabilities, digitCount)
	return {
		box,
		digit,
		confidence: probabilities[digit] ?? 0,
		probabilities,
		doubts: doubtsOf(probabilities, found)
	}
}

const answerOf = (answers: Float32Array, place: number) => [
	...answers.subarray(place * digitCount, (place + 1) * digitCount)
]

/** The mean over the runs, class by class. */
function meanAnswer(answers: Float32Array): number[] {
	const runs = answers.length / digitCount
	return Array.from({ length: digitCount }, (_, digit) => {
		let sum = 0
		for (let run = 0; run < runs; run++) sum += answers[run * digitCount + digit] ?? 0
		return sum / runs
	})
}
