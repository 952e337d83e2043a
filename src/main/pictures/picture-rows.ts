import { mostLikely } from '../../shared/likely.ts'
import { digitCount } from '../../shared/pictures.ts'
import type { DigitDetail, DigitRow, PictureDetail, PictureRow } from '../../shared/pictures.ts'
import { doubtsOf, likenessLimit } from '../judge/unlike.ts'
import type { PictureStore, StoredDigit, StoredPicture } from '../store/pictures.ts'

/** A picture as a list shows it. */
export function rowOf(store: PictureStore, stored: StoredPicture): PictureRow {
	const { id, name, origin, batch, added, size, kept, label, answering, notes, revision } = stored
	const digits = store.digits(id).map((digit) => digitRow(digit, answering.ensemble))
	return { id, name, origin, batch, added, size, kept, digits, label, answering, notes, revision }
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

function digitRow({ box, touching, likeness, answers }: StoredDigit, ensemble: boolean): DigitRow {
	const probabilities = ensemble ? meanAnswer(answers) : answerOf(answers, 0)
	const [digit = 0] = mostLikely(probabilities, digitCount)
	return {
		box,
		digit,
		confidence: probabilities[digit] ?? 0,
		probabilities,
		doubts: doubtsOf(probabilities, likeness, touching)
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
