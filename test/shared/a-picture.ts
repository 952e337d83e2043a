import type { DigitRow, PictureRow } from '../../src/shared/pictures.ts'

/** A digit of 20 × 30 pixels, the `place`th of a row. */
export const aDigit = (digit: number, place = 0, change: Partial<DigitRow> = {}): DigitRow => ({
	box: { left: 10 + 30 * place, top: 10, right: 30 + 30 * place, bottom: 40 },
	digit,
	confidence: 0.99,
	probabilities: Array.from({ length: 10 }, (_, other) => (other === digit ? 0.99 : 0.01 / 9)),
	doubts: [],
	...change
})

/** A picture as a list shows it, with what a test wants to be different; read as these figures. */
export const aPicture = (id: number, figures: string, change: Partial<PictureRow> = {}): PictureRow => ({
	id,
	name: `${id}.png`,
	origin: 'file',
	batch: 'one',
	added: '2025-11-22T14:08:00.000Z',
	size: { width: 400, height: 100 },
	kept: { width: 400, height: 100 },
	digits: Array.from(figures, (figure, place) => aDigit(Number(figure), place)),
	label: null,
	answering: { runs: [1], ensemble: false },
	notes: [],
	revision: 1,
	...change
})

export const labelled = (text: string): Pick<PictureRow, 'label'> => ({ label: { text, from: 'hand' } })
