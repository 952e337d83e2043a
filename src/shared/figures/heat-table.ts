import { round, type Drawing, type Shape } from './drawing.ts'

export interface HeatTable {
	rows: readonly string[]
	columns: readonly string[]
	/** What the rows and the columns are levels of. */
	titles: readonly [string, string]
	/** Row by row; null where nothing is known yet. */
	values: readonly (readonly (number | null)[])[]
	say: (value: number) => string
}

/** A number for each pair of levels, the larger the fuller its square, yet never so full that it could not be read. */
export function heatTable({ rows, columns, titles, values, say }: HeatTable, width: number): Drawing {
	const [left, top] = [84, 40]
	const wide = Math.min(110, (width - left - 8) / columns.length)
	const tall = 34
	const known = values.flat().filter((value) => value !== null)
	const [least, most] = [Math.min(...known), Math.max(...known)]
	const cells = values.flatMap((row, one) =>
		row.flatMap((value, other): Shape[] => {
			const [x, y] = [round(left + other * wide), top + one * tall]
			const says = `${rows[one] ?? ''} and ${columns[other] ?? ''}: ${value === null ? 'not trained yet' : say(value)}`
			const share = value === null ? 0 : 0.06 + (0.44 * (value - least)) / (most - least || 1)
			return [
				{
					kind: 'rect',
					look: 'cell',
					says,
					x,
					y,
					width: round(wide - 2),
					height: tall - 2,
					opacity: Math.round(share * 100) / 100
				},
				{
					kind: 'text',
					look: 'value',
					x: round(x + wide / 2 - 1),
					y: y + tall / 2 + 3,
					text: value === null ? '–' : say(value),
					anchor: 'middle'
				}
			]
		})
	)
	const labels: Shape[] = [
		...columns.map((text, at): Shape => ({
			kind: 'text',
			look: 'mark',
			x: round(left + (at + 0.5) * wide - 1),
			y: top - 6,
			text,
			anchor: 'middle'
		})),
		...rows.map((text, at): Shape => ({
			kind: 'text',
			look: 'mark',
			x: left - 8,
			y: top + at * tall + tall / 2 + 3,
			text,
			anchor: 'end'
		})),
		{
			kind: 'text',
			look: 'name',
			x: round(left + (columns.length * wide) / 2),
			y: 14,
			text: titles[1],
			anchor: 'middle'
		},
		{ kind: 'text', look: 'name', x: 4, y: 14, text: titles[0], anchor: 'start' }
	]
	return {
		width: round(left + columns.length * wide + 4),
		height: top + rows.length * tall + 6,
		shapes: [...labels, ...cells]
	}
}
