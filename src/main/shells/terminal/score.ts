import { confusionMatrix } from '../../../shared/confusion.ts'
import { count, percent, percentRange, plural } from '../../../shared/format.ts'
import { mnist } from '../../../shared/dataset.ts'
import { digitCount } from '../../../shared/pictures.ts'
import { wilson } from '../../../shared/wilson.ts'
import { confusionTable } from './show.ts'

/** What a picture says, and what it was read as: a figure for each digit. */
export interface Labelled {
	label: string
	text: string
}

/** How many pictures were read right, wholly, and what was taken for what. Pictures in which another number of digits was found count as wrong. */
export function scoreText(labelled: readonly Labelled[]): string {
	const right = labelled.filter(({ label, text }) => label === text).length
	const { low, high } = wilson(right, labelled.length)
	const comparable = labelled.filter(({ label, text }) => label.length === text.length)
	const figures = (pick: (one: Labelled) => string) =>
		Uint8Array.from(Array.from(comparable.map(pick).join(''), (figure) => Number(figure)))
	const matrix = confusionMatrix(
		figures(({ label }) => label),
		figures(({ text }) => text),
		digitCount
	)
	const others = labelled.length - comparable.length
	return [
		`Accuracy ${percent(right / labelled.length)} (${count(right)} of ${plural(labelled.length, 'picture')} with a label, 95 % interval ${percentRange(low, high)})`,
		...(others > 0 ? [`In ${count(others)} of them, not as many digits were found as the label has figures.`] : []),
		'',
		'Confusion (rows: what it is, columns: what it was taken for)',
		confusionTable(matrix, mnist.classes)
	].join('\n')
}
