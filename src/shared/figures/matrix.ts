import { round, type Drawing, type Shape } from './drawing.ts'

/** A table of numbers from 0 up as squares, the larger the fuller, yet never so full that the number could not be read; the diagonal stays empty. */
export function matrix(
	names: readonly string[],
	values: readonly (readonly number[])[],
	say: (value: number) => string,
	width: number
): Drawing {
	const left = 30
	const side = Math.min(46, (width - left - 4) / names.length)
	const others = values.flatMap((row, one) => row.filter((_, other) => other !== one))
	const [least, most] = [Math.min(...others), Math.max(...others)]
	const shapes = values.flatMap((row, one): Shape[] =>
		row.flatMap((value, other): Shape[] => {
			if (one === other) return []
			const share = (value - least) / (most - least || 1)
			const [x, y] = [round(left + other * side), round(22 + one * side)]
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
	const labels = names.flatMap((text, place): Shape[] => [
		{ kind: 'text', look: 'mark', x: round(left + (place + 0.5) * side), y: 14, text, anchor: 'middle' },
		{ kind: 'text', look: 'mark', x: left - 8, y: round(22 + (place + 0.5) * side + 4), text, anchor: 'end' }
	])
	return {
		width: round(left + names.length * side + 4),
		height: round(24 + names.length * side),
		shapes: [...labels, ...shapes]
	}
}
