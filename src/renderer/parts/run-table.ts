import type { RunColumnName } from '../../shared/run-columns.ts'

/** Every row is as high, so that thousands can be passed over without being drawn; in pixels. */
export const rowHeight = 46
/** With room for a scroll bar that lies across. */
export const headHeight = 44

/** Pixels a column takes; the two that hold words share what is left. */
export const widths: Record<RunColumnName, number> = {
	run: 62,
	name: 200,
	network: 230,
	status: 104,
	epochs: 80,
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
export const edges = { select: 32, star: 30, act: 40 }

/** Pixels that all of these need. */
export const widthOf = (columns: readonly RunColumnName[]) =>
	columns.reduce((sum, name) => sum + widths[name], edges.select + edges.star + edges.act)

/** What gives way first where there is no room: the run's own page says it. */
const givingWay: readonly RunColumnName[] = ['best', 'parameters', 'time', 'epochs', 'network', 'when']

/** The columns there is room for. */
export function fitting(columns: readonly RunColumnName[], width: number): readonly RunColumnName[] {
	let kept = columns
	for (const name of givingWay) if (widthOf(kept) > width) kept = kept.filter((one) => one !== name)
	return kept
}
