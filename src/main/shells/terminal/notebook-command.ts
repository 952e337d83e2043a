import { mnistId } from '../../../shared/dataset.ts'
import { percent } from '../../../shared/format.ts'
import { LabProblem } from '../../../shared/problems.ts'
import { notebookOutline } from '../../../shared/reporting/notebook.ts'
import { isOver, type RunRow } from '../../../shared/runs.ts'
import { comparisonText } from './compare.ts'
import { worked } from './data-command.ts'
import type { CommandFrame, LabCalls, Terminal } from './door.ts'
import { writeReportFiles } from './report-command.ts'

interface Flags {
	to: string
	epochsScale: string
	force?: boolean
	json?: boolean
}

/** `reproduce-notebook`: the whole of it, from the data to the comparison, written down. */
export function addNotebookCommand({ program, terminal, withLab }: CommandFrame): void {
	program
		.command('reproduce-notebook')
		.description('look at the data, train the notebook’s four models (those that are missing), and write about it all')
		.requiredOption('--to <folder>', 'where the reports go; made if it is missing')
		.option('--epochs-scale <number>', 'so many times the notebook’s epochs', '1')
		.option('--force', 'overwrite files that are there')
		.option('--json', 'one JSON object a file, and the comparison as the last')
		.action((flags: Flags) => {
			const scale = scaleIn(flags.epochsScale)
			const to = (name: string) => ({ ...flags, to: `${flags.to}/${name}` })
			return withLab(async (calls, bytes) => {
				for (const name of ['report.html', 'report.md', 'tables.tex', 'runs.csv'])
					if (!flags.force && terminal.exists(to(name).to))
						throw new LabProblem(
							'NOT_NOW',
							`${to(name).to} is there already. Name another folder, or overwrite it with --force.`
						)
				if (!(await worked(terminal, calls, mnistId, 'analysis'))) return stopped(terminal)
				const runs = await trained(terminal, calls, scale)
				if (!runs) return stopped(terminal)
				const outline = notebookOutline(runs, scale)
				await writeReportFiles(terminal, bytes, outline, 'html', to('report.html'))
				await writeReportFiles(terminal, bytes, outline, 'md', to('report.md'))
				await writeReportFiles(terminal, bytes, outline, 'tex', to('tables.tex'))
				await writeReportFiles(terminal, bytes, outline, 'csv', to('runs.csv'))
				const comparison = await calls.runs.compare({ runs })
				terminal.write(
					flags.json ? JSON.stringify({ kind: 'comparison', ...comparison }) : `\n${comparisonText(comparison)}`
				)
				return 0
			})
		})
}

function scaleIn(text: string): number {
	const scale = Number(text.trim() === '' ? NaN : text)
	if (scale >= 0.01 && scale <= 10) return scale
	throw new LabProblem('BAD_REQUEST', `--epochs-scale takes a number from 0.01 to 10; it is "${text}".`)
}

function stopped(terminal: Terminal): number {
	terminal.say('Stopped. What was done is kept: the same command goes on from there.')
	return 130
}

/** Waits until the four are over; null when the person did not want to wait. Throws a LabProblem when one of them fails. */
async function trained(terminal: Terminal, calls: LabCalls, epochsScale: number): Promise<number[] | null> {
	const leaving = new AbortController()
	const stay = terminal.onInterrupt(() => leaving.abort())
	const events = await calls.watch(undefined, { signal: leaving.signal })
	const rows = new Map<number, RunRow>()
	try {
		for (const row of await calls.runs.notebook({ epochsScale })) rows.set(row.id, row)
		const ids = [...rows.keys()]
		const left = () => [...rows.values()].filter(({ status }) => !isOver(status))
		if (left().length > 0) {
			for await (const event of events) {
				if (event.kind === 'epoch' && rows.has(event.run)) {
					const { name = '', epochs = 0 } = rows.get(event.run) ?? {}
					terminal.show(
						`${name}: epoch ${event.point.epoch} of ${epochs}, validation ${percent(event.point.valAccuracy)}`
					)
				}
				if (event.kind === 'run' && rows.has(event.run.id)) rows.set(event.run.id, event.run)
				if (left().length === 0) break
			}
		}
		const failed = [...rows.values()].find(({ status }) => status !== 'finished')
		if (failed && !leaving.signal.aborted)
			throw new LabProblem(
				'NOT_NOW',
				`${failed.name}, run ${failed.id} did not finish: ${failed.problem ?? failed.status}`
			)
		return leaving.signal.aborted ? null : ids
	} catch (error) {
		if (!leaving.signal.aborted) throw error
		return null
	} finally {
		stay()
		// whatever waits or trains is stopped, the last first, so that none begins meanwhile
		for (const { id } of [...rows.values()].reverse().filter(({ status }) => !isOver(status)))
			await calls.runs.stop({ run: id }).catch(() => undefined)
	}
}
