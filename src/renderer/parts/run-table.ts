import type { RunColumnName } from '../../shared/run-columns.ts'

/** Every row is as high, so that thousands can be passed over without being drawn; in pixels. */
export const rowHeight = 46

/** Pixels a column takes; the two that hold words share what is left, and have at least these. */
export const widths: Record<RunColumnName, number> = {
	run: 62,
	name: 190,
	network: 190,
	status: 106,
	epochs: 82,
	best: 56,
	validation: 88,
	test: 88,
	parameters: 98,
	time: 92,
	when: 104
}
export const stretches = (column: RunColumnName) => column === 'name' || column === 'network'
export const isNumber = (column: RunColumnName) => !['name', 'network', 'status'].includes(column)

/** Check box, star, and what can be done with a row at its end. */
export const edges = { select: 32, star: 30, act: 72 }

/** From which width on a column is shown when nobody has chosen; what the run's own page says gives way first. */
const room: Partial<Record<RunColumnName, number>> = { network: 860, best: 1240, parameters: 1240, time: 1240 }

/** The columns there is room for. */
export const fitting = (columns: readonly RunColumnName[], width: number) =>
	columns.filter((name) => width >= (room[name] ?? 0))
