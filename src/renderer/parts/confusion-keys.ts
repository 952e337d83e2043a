/** One cell of a confusion matrix. */
export interface Cell {
	label: number
	guess: number
}

/** Where each arrow key leads in a matrix. */
export const steps: Record<string, readonly [down: number, right: number]> = {
	ArrowUp: [-1, 0],
	ArrowDown: [1, 0],
	ArrowLeft: [0, -1],
	ArrowRight: [0, 1]
}

/** The next cell in a direction that leads somewhere: straight on, else the one least far aside; null where there is none. */
export function nextCell(
	{ label, guess }: Cell,
	[down, right]: readonly [number, number],
	classes: number,
	leads: (cell: Cell) => boolean
): Cell | null {
	for (let aside = 0; aside < classes; aside++)
		for (let far = 1; far < classes; far++)
			for (const side of aside === 0 ? [0] : [-aside, aside]) {
				const cell = { label: label + down * far + right * side, guess: guess + right * far + down * side }
				if (isInside(cell, classes) && leads(cell)) return cell
			}
	return null
}

const isInside = ({ label, guess }: Cell, classes: number) =>
	label >= 0 && guess >= 0 && label < classes && guess < classes
