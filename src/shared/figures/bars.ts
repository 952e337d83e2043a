import { frame, names, round, seriesLook, type Drawing, type Shape } from './drawing.ts'
import { ticks } from './ticks.ts'

export interface Bars {
	/** Below each group of bars. */
	names: readonly string[]
	/** What the names are. */
	title: string
	series: { title: string; values: readonly number[] }[]
	say: (value: number) => string
}

/** Bars in groups, from zero. */
export function bars({ names: all, title, series, say }: Bars, width: number): Drawing {
	const height = 230
	const most = Math.max(1e-9, ...series.flatMap(({ values }) => values))
	const marks = ticks(0, most, 5)
	const room = frame(width, height, { from: 0, to: most * 1.04, marks, say })
	const step = (room.right - room.left) / all.length
	const wide = Math.min(26, (step * 0.85) / series.length)
	const shapes = series.flatMap(({ title: what, values }, place) =>
		values.map((value, at): Shape => ({
			kind: 'rect',
			look: `fill ${seriesLook(place)}`,
			says: `${all[at]}, ${what}: ${say(value)}`,
			x: round(room.left + (at + 0.5) * step + (place - series.length / 2) * wide),
			y: round(room.y(value)),
			width: round(Math.max(0.8, wide - 1)),
			height: round(Math.max(0, room.bottom - room.y(value)))
		}))
	)
	return { width, height, shapes: [...room.shapes, ...shapes, ...names(room, all, title)] }
}

/** How often each of many values occurs, on a logarithmic scale: columns side by side. */
export function logColumns(
	counts: readonly number[],
	title: string,
	say: (place: number) => string,
	width: number
): Drawing {
	const height = 230
	const most = Math.log10(Math.max(10, ...counts))
	const marks = Array.from({ length: Math.floor(most) + 1 }, (_, power) => power)
	const room = frame(width, height, { from: 0, to: most, marks, say: (power) => `10${superscript(power)}` })
	const step = (room.right - room.left) / counts.length
	const shapes = counts.flatMap((count, place): Shape[] => {
		if (count === 0) return []
		const y = Math.min(room.bottom - 1, room.y(Math.log10(count)))
		const x = room.left + place * step
		const column = { x: round(x), y: round(y), width: round(Math.max(0.8, step)), height: round(room.bottom - y) }
		return [{ kind: 'rect', look: 'fill s1', says: say(place), ...column }]
	})
	const ends = [0, counts.length - 1].map((place): Shape => ({
		kind: 'text',
		look: 'mark',
		x: place === 0 ? room.left : room.right,
		y: room.bottom + 16,
		text: String(place),
		anchor: place === 0 ? 'start' : 'end'
	}))
	const name: Shape = {
		kind: 'text',
		look: 'name',
		x: (room.left + room.right) / 2,
		y: room.bottom + 33,
		text: title,
		anchor: 'middle'
	}
	return { width, height, shapes: [...room.shapes, ...shapes, ...ends, name] }
}

const superscript = (power: number) => String(power).replaceAll(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)))
