import type { LabBytes } from '../../../shared/bytes.ts'
import { bytes as sayBytes } from '../../../shared/format.ts'
import { LabProblem } from '../../../shared/problems.ts'
import {
	runReportForms,
	usualOutline,
	type ReportOutline,
	type RunReportForm
} from '../../../shared/reporting/outline.ts'
import { mostCompared } from '../../../shared/comparing.ts'
import type { CommandFrame, Terminal } from './door.ts'
import { numberOf } from './run-number.ts'
import { writeProblem } from './write-problem.ts'

interface Flags {
	to: string
	title?: string
	force?: boolean
	json?: boolean
}

/** `report`: one document about some runs. */
export function addReportCommand({ program, terminal, withLab }: CommandFrame): void {
	program
		.command('report')
		.description('write about runs: data, methods, results, comparison, limits, conclusion')
		.argument('<runs...>', 'one to twelve of their numbers, or "last"')
		.requiredOption(
			'--to <file>',
			'a page (.html), Markdown with pictures (.md), tables for LaTeX (.tex) or one table (.csv)'
		)
		.option('--title <title>', 'what stands above it')
		.option('--force', 'overwrite files that are there')
		.option('--json', 'one JSON object a file')
		.action((which: string[], flags: Flags) => {
			const form = formOf(flags.to)
			return withLab(async (calls, bytes) => {
				const runs: number[] = []
				for (const one of which) runs.push(await numberOf(one, calls))
				const distinct = [...new Set(runs)]
				if (distinct.length > mostCompared)
					throw new LabProblem(
						'BAD_REQUEST',
						`A report takes up to ${mostCompared} runs; these are ${distinct.length}.`
					)
				await writeReportFiles(terminal, bytes, usualOutline(distinct, flags.title), form, flags)
				return 0
			})
		})
}

function formOf(file: string): RunReportForm {
	const form = runReportForms.find((one) => file.toLowerCase().endsWith(`.${one}`))
	if (form) return form
	throw new LabProblem('BAD_REQUEST', `--to takes a file that ends in .html, .md, .tex or .csv; it is "${file}".`)
}

/** Writes a report and the pictures beside it, "report.md" and "report-pictures/…", or nothing when one of them is there already. */
export async function writeReportFiles(
	terminal: Terminal,
	bytes: LabBytes,
	outline: ReportOutline,
	form: RunReportForm,
	{ to, force, json }: Pick<Flags, 'to' | 'force' | 'json'>
): Promise<void> {
	const [folder, name] = [to.slice(0, to.lastIndexOf('/') + 1), to.slice(to.lastIndexOf('/') + 1)]
	const pictures = `${name.replace(/\.\w+$/, '')}-pictures`
	const files = (await bytes.reportFiles(outline, form, encodeURIComponent(pictures))).map(({ path, body }) => ({
		path: path === '' ? to : `${folder}${decodeURIComponent(path)}`,
		body
	}))
	const taken = force ? undefined : files.find(({ path }) => terminal.exists(path))
	if (taken)
		throw new LabProblem('NOT_NOW', `${taken.path} is there already. Name another file, or overwrite it with --force.`)
	for (const { path, body } of files) {
		const size = await terminal.writeFile(path, body).catch((error: unknown) => {
			throw writeProblem(path, error, 'file', '--to')
		})
		terminal.write(json ? JSON.stringify({ kind: 'written', path, bytes: size }) : `${path}  ${sayBytes(size)}`)
	}
}
