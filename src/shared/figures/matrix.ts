import { letterWidth, round, shortened, type Drawing, type Shape } from './drawing.ts'

/** A table of numbers from 0 up as squares, the larger the fuller, yet never so full that the number could not be read; the diagonal stays empty. */
export function matrix(
	names: readonly string[],
	values: readonly (readonly number[])[],
	say: (value: number) => string,
	width: number
): Drawing {
	const longest = Math.min(16, Math.max(...names.map(({ length }) => length)))
	const left = 16 + longest * letterWidth
	const side = Math.min(46, (width - left - longest * letterWidth * 0.71) / names.length)
	// columns with long names are named aslant
	const isTurned = longest * letterWidth > side
	const top = isTurned ? 14 + longest * letterWidth * 0.71 : 22
	const every = Math.ceil(13 / side)
	const others = values.flatMap((row, one) => row.filter((_, other) => other !== one))
	const [least, most] = [Math.min(...others), Math.max(...others)]
	const shapes = values.flatMap((row, one): Shape[] =>
		row.flatMap((value, other): Shape[] => {
			if (one === other) return []
			const share = (value - least) / (most - least || 1)
			const [x, y] = [round(left + other * side), round(top + one * side)]
			const says = `${names[one]} and ${names[other]}: ${say(value)}`
			const cell: Shape = {
				kind: 'rect',
				look: 'cell',
				says,
				x,
				y,
				width: round(side - 1),
				height: round(side - 1),
				opacity: round(10 * (0.04 + 0.5 * share)) / 10
			}
			if (side < 28) return [cell]
			return [
				cell,
				{
					kind: 'text',
					look: 'value',
					x: round(x + side / 2),
					y: round(y + side / 2 + 4),
					text: say(value),
					anchor: 'middle'
				}
			]
		})
	)
	const labels = names.flatMap((name, place): Shape[] => {
		if (place % every !== 0) return []
		const text = shortened(name, longest)
		const [x, y] = [round(left + (place + 0.5) * side), round(top + (place + 0.5) * side + 4)]
		return [
			isTurned
				? { kind: 'text', look: 'mark', x: round(x + 3), y: round(top - 6), text, anchor: 'start', turn: -45 }
				: { kind: 'text', look: 'mark', x, y: 14, text, anchor: 'middle' },
			{ kind: 'text', look: 'mark', x: round(left - 8), y, text, anchor: 'end' }
		]
	})
	return {
		width: round(left + names.length * side + (isTurned ? longest * letterWidth * 0.71 : 4)),
		height: round(top + 2 + names.length * side),
		shapes: [...labels, ...shapes]
	}
}
