import { round, type Frame, type Shape } from './drawing.ts'
import { ticks } from './ticks.ts'

/** Epochs 1 to `last` along the floor of a frame, as far as `right`: where each one lies, and its marks with their title. */
export function epochs(room: Frame, right: number, last: number, title: string) {
	const x = (epoch: number) => round(room.left + ((epoch - 1) / (last - 1)) * (right - room.left))
	const marks = ticks(1, last, 8)
		.filter(Number.isInteger)
		.map((epoch): Shape => ({
			kind: 'text',
			look: 'mark',
			x: x(epoch),
			y: room.bottom + 16,
			text: String(epoch),
			anchor: 'middle'
		}))
	const middle = (room.left + right) / 2
	const name: Shape = { kind: 'text', look: 'name', x: middle, y: room.bottom + 33, text: title, anchor: 'middle' }
	return { x, shapes: [...marks, name] }
}
