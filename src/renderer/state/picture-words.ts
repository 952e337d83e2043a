import { percent } from '../../shared/format.ts'
import type { DigitRow, PictureRow } from '../../shared/pictures.ts'

type Read = Pick<DigitRow, 'digit' | 'box'>

/** The digits alone, as a label has them: "0171234". */
export const figuresOf = ({ digits }: { digits: readonly Pick<DigitRow, 'digit'>[] }): string =>
	digits.map(({ digit }) => digit).join('')

/** The digits as they stand: "0171 234"; a gap that is wider than the others parts words, " / " parts rows. */
export function textOf({ digits }: { digits: readonly Read[] }): string {
	const usual = {
		height: middleOf(digits.map(({ box }) => box.bottom - box.top)),
		step: middleOf(digits.flatMap((one, at) => stepTo(digits[at - 1], one) ?? []))
	}
	return digits.map((one, at) => between(digits[at - 1], one, usual) + String(one.digit)).join('')
}

/** From the middle of one digit to that of the next, in pixels; null where a row begins. */
const stepTo = (before: Read | undefined, { box }: Read) =>
	!before || box.left < before.box.left ? null : (box.left + box.right - before.box.left - before.box.right) / 2

function between(before: Read | undefined, one: Read, usual: { height: number; step: number }): string {
	if (!before) return ''
	const step = stepTo(before, one)
	if (step === null) return ' / '
	const gap = one.box.left - before.box.right
	// evenly spread digits are one number, however far apart
	return gap >= usual.height && step >= 1.5 * usual.step ? ' ' : ''
}

const middleOf = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

/** How sure its least certain digit is; null where there is none. */
export const surenessOf = ({ digits }: { digits: readonly Pick<DigitRow, 'confidence'>[] }): number | null =>
	digits.length === 0 ? null : Math.min(...digits.map(({ confidence }) => confidence))

/** Whether it has a label and was read as something else. */
export const isWrong = (picture: PictureRow): boolean =>
	picture.label !== null && picture.label.text !== figuresOf(picture)

/** For somebody who listens: "seven.png: 7, 99 % sure. Another digit is nearly as likely." */
export function sayPicture(picture: PictureRow): string {
	if (picture.digits.length === 0) return `${picture.name}: ${picture.notes.join('; ') || 'no digit was found'}.`
	const doubts = [...new Set(picture.digits.flatMap(({ doubts }) => doubts.map(({ sentence }) => sentence)))]
	return [`${picture.name}: ${textOf(picture)}, ${percent(surenessOf(picture), 0)} sure.`, ...doubts].join(' ')
}
