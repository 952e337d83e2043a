import type { Table } from '../analysis/chapters.ts'
import { plural, roughly } from '../format.ts'
import { findFactor } from './factors.ts'
import { sayP } from './finding.ts'
import { responses, sayDifference } from './responses.ts'
import type { StudyResult } from './result.ts'
import type { Expected, StudyDetail, StudyPlan } from './rows.ts'
import { factorsIn, type Design } from './study.ts'

/** A study's numbers in rows, behind its pictures, in the terminal and in docs. */

/** "written on 26 Nov 2026, before any run" */
export const sayExpected = ({ text, written, known }: Expected): string =>
	`Expected (written ${written.slice(0, 16).replace('T', ' ')} UTC, ${known === 0 ? 'before any of its runs' : `when ${plural(known, 'run')} had finished`}): ${text}`

/** "about 3 min of training", or why that is not known. */
export function sayTime(time: StudyPlan['time']): string {
	if (time.kind === 'unknown') return time.why
	const most = time.atMost ? 'at most ' : ''
	const why = time.atMost ? ': seeds of a small network are trained side by side, which is sooner' : ''
	return `${most}about ${roughly(time.seconds)} of training${why}`
}

/** What the settings are levels of: "dropout × neurons". */
export const axis = (design: Design) =>
	factorsIn(design)
		.map((name) => findFactor(name)?.title.toLowerCase() ?? name)
		.join(' × ')

/** As they are shown: a search's draws from the best mean to the worst. */
export function ordered(design: Design, { settings, response }: StudyResult) {
	if (design.kind !== 'search') return settings
	const way = responses[response].better === 'more' ? -1 : 1
	return settings.toSorted((a, b) => way * ((a.spread.mean ?? -way * Infinity) - (b.spread.mean ?? -way * Infinity)))
}

/** One line a setting. */
export function runTable(design: Design, result: StudyResult): Table {
	const { say } = responses[result.response]
	return {
		columns: [
			{ title: axis(design) },
			{ title: 'runs', right: true },
			{ title: 'mean', right: true },
			{ title: '± sd', right: true },
			{ title: '95 % interval', right: true },
			{ title: 'each seed', right: true }
		],
		rows: ordered(design, result).map(({ title, base, values, spread: { count, mean, deviation, interval } }, rank) => [
			base ? `${title} (base)` : design.kind === 'search' ? `${rank + 1}: ${title}` : title,
			String(count),
			mean === null ? '–' : say(mean),
			deviation === null ? '–' : say(deviation),
			interval ? `${say(interval.low)} to ${say(interval.high)}` : '–',
			values.map((value) => (value === null ? '–' : say(value))).join(', ')
		])
	}
}

export function differenceTable(design: Design, { settings, response }: StudyResult): Table {
	const { difference: say } = responses[response]
	return {
		columns: [axis(design), 'pairs', 'difference', '95 % interval', 't test', 'Holm', 'sign-flip'].map(
			(title, place) => ({ title, right: place > 0 })
		),
		rows: settings.flatMap(({ title, difference: one }) => {
			if (!one) return []
			const p = (value: number | null) => (value === null ? '–' : sayP(value).replace('p = ', '').replace('p ', ''))
			const range = one.interval ? `${say(one.interval.low)} to ${say(one.interval.high)}` : '–'
			return [
				[
					title,
					String(one.count),
					one.mean === null ? '–' : sayDifference(response, one.mean),
					range,
					p(one.p),
					p(one.holm),
					p(one.signFlip)
				]
			]
		})
	}
}

/** One line a setting, with what it differs from the base: for the terminal and for docs. */
export function settingTable({ study: { design }, result }: Pick<StudyDetail, 'study' | 'result'>): Table {
	const [all, apart] = [runTable(design, result), differenceTable(design, result)]
	const columns = [
		...all.columns.slice(0, 5),
		...apart.columns.slice(2, 3),
		...apart.columns.slice(3, 4),
		...apart.columns.slice(5)
	]
	const rows = all.rows.map((row) => {
		const own = apart.rows.find(([title]) => title === row[0]) ?? []
		return [...row.slice(0, 5), own[2] ?? '', own[3] ?? '', own[5] ?? '', own[6] ?? '']
	})
	return design.kind === 'search'
		? { columns: all.columns.slice(0, 5), rows: all.rows.map((row) => row.slice(0, 5)) }
		: { columns, rows }
}
