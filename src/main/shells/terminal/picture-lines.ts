import { percent } from '../../../shared/format.ts'
import { mostLikely } from '../../../shared/likely.ts'
import {
	boxInFile,
	type DigitDetail,
	type DigitRow,
	type PictureDetail,
	type PictureRow
} from '../../../shared/pictures.ts'

/** A picture that was answered; `detail` where several runs have. */
export interface AnsweredFile {
	file: string
	row: PictureRow
	detail: PictureDetail | null
}

/** All figures, in reading order: "0171". */
export const textOf = (digits: readonly { digit: number }[]) => digits.map(({ digit }) => digit).join('')

/** A picture is as sure as its least sure digit. */
const leastSure = (digits: readonly { confidence: number }[]) => Math.min(...digits.map(({ confidence }) => confidence))

/** What `--json` prints: `digit` is null where there are several, and `text` holds them all; boxes lie in the file. */
export function answerObject({ file, row, detail }: AnsweredFile) {
	const [only] = row.digits.length === 1 ? row.digits : []
	return {
		file,
		picture: row.id,
		digit: only?.digit ?? null,
		text: textOf(row.digits),
		confidence: leastSure(row.digits),
		probabilities: only?.probabilities ?? null,
		digits: row.digits.map((digit, place) => ({
			box: boxInFile(digit.box, row),
			digit: digit.digit,
			confidence: digit.confidence,
			probabilities: digit.probabilities,
			warning: warningOf([digit]),
			...(detail && { answers: byRun(detail.digits[place]) })
		})),
		...(detail && { answers: runsOf(detail) }),
		warning: warningOf(row.digits),
		notes: row.notes,
		label: row.label?.text ?? null
	}
}

/** The same for a person, the file's name filled up to `width` characters. */
export function answerLine({ file, row, detail }: AnsweredFile, width: number): string {
	const text = textOf(row.digits)
	const { label } = row
	const verdict = label ? [label.text === text ? '✓' : `✗ (${label.text})`] : []
	const runs = detail
		? Object.entries(runsOf(detail)).map(([run, said]) => `run ${run}: ${said.text} ${percent(said.confidence)}`)
		: []
	const notes = row.notes.length > 0 ? [`(${row.notes.join('; ')})`] : []
	const doubts = warningOf(row.digits)
	const start = [file.padEnd(width), text.padStart(3), percent(leastSure(row.digits)).padStart(8)]
	return [...start, ...verdict, ...runs, ...(doubts ? [doubts] : []), ...notes].join('  ')
}

/** What each run says of the whole picture. */
function runsOf({ answering, digits }: PictureDetail) {
	const all = digits.map(byRun)
	return Object.fromEntries(
		answering.runs.map((run) => {
			const own = all.flatMap((answers) => answers[run] ?? [])
			const [only] = own.length === 1 ? own : []
			return [
				run,
				{
					digit: only?.digit ?? null,
					text: textOf(own),
					confidence: leastSure(own),
					probabilities: only?.probabilities ?? null
				}
			]
		})
	)
}

function byRun(digit: DigitDetail | undefined) {
	const said = (digit?.answers ?? []).map(({ run, probabilities }) => {
		const [digit = 0] = mostLikely(probabilities, probabilities.length)
		return [run, { digit, confidence: probabilities[digit] ?? 0, probabilities }] as const
	})
	return Object.fromEntries(said) as Record<number, (typeof said)[0][1]>
}

/** All doubts in words; of several digits each says which one it means. Null when there is none. */
function warningOf(digits: readonly DigitRow[]): string | null {
	const sentences = digits.flatMap(({ doubts }, place) =>
		doubts.map(({ sentence }) => (digits.length > 1 ? `Digit ${place + 1}: ${sentence}` : sentence))
	)
	return sentences.length > 0 ? sentences.join(' ') : null
}
