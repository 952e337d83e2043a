import type { DigitRow, PictureRow } from '../../shared/pictures.ts'

export const pictureRowHeight = 52
export const pictureHeadHeight = 44

export type PictureCell = 'name' | 'answer' | 'sure' | 'doubts' | 'label' | 'by' | 'when'

/** Pixels a column takes; the two that hold words share what is left. */
export const pictureWidths: Record<PictureCell, number> = {
	name: 150,
	answer: 120,
	sure: 76,
	doubts: 170,
	label: 84,
	by: 130,
	when: 96
}
export const pictureEdges = { select: 32, thumb: 60, act: 40 }

export const stretchesHere = (cell: PictureCell) => cell === 'name' || cell === 'doubts'

/** The columns there is room for: what gives way first is on the picture's own page, and warnings go below the name. */
export function fittingCells(width: number): PictureCell[] {
	let cells: PictureCell[] = ['name', 'answer', 'sure', 'doubts', 'label', 'by', 'when']
	for (const name of ['by', 'doubts', 'when', 'sure'] as const)
		if (widthOfCells(cells) > width) cells = cells.filter((one) => one !== name)
	return cells
}

export const widthOfCells = (cells: readonly PictureCell[]) =>
	cells.reduce((sum, name) => sum + pictureWidths[name], pictureEdges.select + pictureEdges.thumb + pictureEdges.act)

const doubtWords: Record<DigitRow['doubts'][number]['kind'], string> = {
	unlike: 'unlike a digit',
	thin: 'a close call',
	touching: 'touching digits'
}

/** What to know of a picture in a few words, for a row of a table: "unlike a digit, a close call". */
export function briefOf({ digits, notes }: PictureRow): string {
	const kinds = new Set(digits.flatMap(({ doubts }) => doubts.map(({ kind }) => kind)))
	return [...kinds].map((kind) => doubtWords[kind]).join(', ') || notes.join(', ')
}
