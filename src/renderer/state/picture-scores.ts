import { confusionMatrix } from '../../shared/confusion.ts'
import { digitCount } from '../../shared/pictures.ts'
import type { PictureRow } from '../../shared/pictures.ts'
import { wilson, type Interval } from '../../shared/wilson.ts'
import { digitPairs } from './picture-filter.ts'
import { isWrong } from './picture-words.ts'

/** How well pictures with labels were read. */
export interface PictureScores {
	labelled: number
	/** Read as their label says, every digit of them. */
	right: number
	accuracy: number
	/** Wilson's 95 % interval of the accuracy. */
	interval: Interval
	/** matrix[true digit][answer], digits; of pictures in which as many digits were found as their label has. */
	matrix: number[][]
	/** Pictures with another number of digits than their label. */
	miscounted: number
}

/** Null where no picture has a label. */
export function scoresOf(pictures: readonly PictureRow[]): PictureScores | null {
	const labelled = pictures.filter(({ label }) => label !== null)
	if (labelled.length === 0) return null
	const right = labelled.filter((picture) => !isWrong(picture)).length
	const pairs = labelled.flatMap(digitPairs)
	return {
		labelled: labelled.length,
		right,
		accuracy: right / labelled.length,
		interval: wilson(right, labelled.length),
		matrix: confusionMatrix(
			Uint8Array.from(pairs, ({ label }) => label),
			Uint8Array.from(pairs, ({ guess }) => guess),
			digitCount
		),
		miscounted: labelled.filter(({ label, digits }) => label?.text.length !== digits.length).length
	}
}
