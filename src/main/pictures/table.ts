import { digitCount } from '../../shared/pictures.ts'
import { boxInFile, type DigitRow, type PictureRow } from '../../shared/pictures.ts'

const head = [
	...['picture', 'file', 'digit', 'left', 'top', 'right', 'bottom', 'answer', 'confidence'],
	...Array.from({ length: digitCount }, (_, digit) => `p${digit}`),
	...['label', 'right or wrong', 'warnings', 'runs']
]

/** The first line of the table. */
export const tableHead = `${head.join()}\n`

/** A line of CSV for each digit of a picture, its box in pixels of the file; one without where none was found. `runs` are the names of those who answered. */
export function tableLines(picture: PictureRow, runs: string): string {
	const { label, notes, digits } = picture
	const lines = digits.length > 0 ? digits : [null]
	// with another number of figures than digits were found, none of them can be right
	const figures = label?.text.length === digits.length ? Array.from(label.text) : []
	return lines
		.map((digit, place) => {
			const figure = figures[place] ?? null
			const warnings = [...(digit?.doubts.map(({ sentence }) => sentence) ?? []), ...notes].join(' ')
			const verdict = label && digit ? (String(digit.digit) === figure ? 'right' : 'wrong') : null
			return [
				...[picture.id, picture.name, digit ? place + 1 : null, ...numbersOf(digit, picture)],
				...[label?.text ?? null, verdict, warnings, runs]
			]
		})
		.map((row) => `${row.map(cell).join()}\n`)
		.join('')
}

const numbersOf = (digit: DigitRow | null, picture: PictureRow): (number | null)[] => {
	if (!digit) return new Array<null>(6 + digitCount).fill(null)
	const { left, top, right, bottom } = boxInFile(digit.box, picture)
	return [left, top, right, bottom, digit.digit, ...[digit.confidence, ...digit.probabilities].map(nineDigits)]
}

/** Nine significant digits give every float32 back exactly. */
const nineDigits = (value: number) => Number(value.toPrecision(9))

/** A spreadsheet takes a text that begins like a formula for one, and runs it: such a text gets an apostrophe in front. */
function cell(value: string | number | null): string {
	if (typeof value !== 'string') return value === null ? '' : String(value)
	const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
