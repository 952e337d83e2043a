import { moment, plural, roughly } from '../../../../shared/format.ts'
import { sayExpected, settingTable } from '../../../../shared/study/tables.ts'
import { responses } from '../../../../shared/study/responses.ts'
import type { StudyDetail, StudyRow } from '../../../../shared/study/rows.ts'
import { table } from '../table.ts'

export const studyLines = (all: readonly StudyRow[]): string =>
	table<StudyRow>(
		[
			{ title: 'study', right: true, cell: ({ id }) => String(id) },
			{ title: 'name', cell: ({ name }) => name },
			{ title: 'state', cell: ({ state }) => state },
			{ title: 'runs', right: true, cell: ({ done, runs }) => `${done}/${runs}` },
			{ title: 'left', right: true, cell: ({ secondsLeft }) => (secondsLeft ? roughly(secondsLeft) : '') },
			{ title: 'made', cell: ({ created }) => moment(created, new Date()) }
		],
		all
	)

export function detailLines(detail: StudyDetail): string {
	const { id, name, question, state, done, runs, expected, result, notes, problem } = detail
	const { columns, rows } = settingTable(detail)
	const numbers = table(
		columns.map(({ title, right = false }, place) => ({ title, right, cell: (row: string[]) => row[place] ?? '' })),
		rows
	)
	return [
		`Study ${id}: ${name}`,
		question,
		expected ? sayExpected(expected) : '',
		`${state}, ${done} of ${plural(runs, 'run')}${problem === null ? '' : `. ${problem}`}`,
		`\n${responses[result.response].title}\n${numbers}\n`,
		...result.finding,
		...notes
	]
		.filter((line) => line !== '')
		.join('\n')
}
