import type { CurveView, Place, Series } from './view.ts'

/**
 * What a view shows as CSV (RFC 4180), one line an epoch: its number, and for each run the seconds trained so far and
 * every value as measured, unsmoothed, with all its digits. Where a run has no such epoch the cells are empty.
 */
export function curveCsv(view: CurveView): string {
	const seen = view.zoom ?? view.full
	const groups = [...new Set(view.series.map(({ group }) => group))]
	const columns = groups.flatMap((group) => {
		const own = view.series
			.filter((series) => series.group === group)
			.map((series) => inside(series, seen.from, seen.to))
		const seconds = groups.length === 1 ? 'seconds' : `${group} seconds`
		const time = { title: seconds, cell: (epoch: number) => own.map(({ at }) => at.get(epoch)?.seconds).find(isThere) }
		return [
			time,
			...own.map(({ name, at }) => ({
				title: `${name} ${view.title.toLowerCase()}`,
				cell: (epoch: number) => at.get(epoch)?.y
			}))
		]
	})
	const epochs = [...new Set(view.series.flatMap((series) => [...inside(series, seen.from, seen.to).at.keys()]))]
	const lines = epochs.sort((a, b) => a - b).map((epoch) => [epoch, ...columns.map(({ cell }) => cell(epoch) ?? '')])
	return [['epoch', ...columns.map(({ title }) => title)], ...lines]
		.map((cells) => `${cells.map((cell) => quoted(String(cell))).join(',')}\r\n`)
		.join('')
}

const isThere = (value: number | undefined) => value !== undefined

function inside({ name, points }: Series, from: number, to: number): { name: string; at: Map<number, Place> } {
	return { name, at: new Map(points.filter(({ x }) => x >= from && x <= to).map((place) => [place.epoch, place])) }
}

/** Quoted where it must be; a name that a spreadsheet would take for a formula is defused. */
function quoted(text: string): string {
	const safe = /^[=+@\t]|^-(?![\d.])/.test(text) ? `'${text}` : text
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
