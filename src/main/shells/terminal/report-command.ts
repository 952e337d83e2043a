import type { LabBytes } from '../../../shared/bytes.ts'
import { bytes as sayBytes } from '../../../shared/format.ts'
import { LabProblem } from '../../../shared/problems.ts'
import {
	runReportForms,
	mostStudies,
	usualOutline,
	withAnalysis,
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
	analysis?: boolean
	force?: boolean
	json?: boolean
}

/** `report`: one document about some runs. */
export function addReportCommand({ program, terminal, withLab }: CommandFrame): void {
	program
		.command('report')
		.description('write about runs and studies: data, methods, results, comparison, limits, conclusion')
		.argument('<runs or studies...>', 'up to twelve runs by number, or "last"; up to twelve studies: "study-4"')
		.requiredOption(
			'--to <file>',
			'a page (.html), Markdown with pictures (.md), tables for LaTeX (.tex) or one table (.csv)'
		)
		.option('--title <title>', 'what stands above it')
		.option('--analysis', 'with all that was found out about the images')
		.option('--force', 'overwrite files that are there')
		.option('--json', 'one JSON object a file')
		.action((which: string[], flags: Flags) => {
			const form = formOf(flags.to)
			return withLab(async (calls, bytes) => {
				const runs = new Set<number>()
				const studies = new Set<number>()
				for (const one of which) {
					const [, study] = /^study-(\d{1,9})$/.exec(one) ?? []
					if (study) studies.add(Number(study))
					else runs.add(await numberOf(one, calls))
				}
				refuseMore(runs.size, mostCompared, 'runs')
				refuseMore(studies.size, mostStudies, 'studies')
				const outline = usualOutline([...runs], [...studies], flags.title)
				await writeReportFiles(terminal, bytes, flags.analysis ? withAnalysis(outline) : outline, form, flags)
				return 0
			})
		})
}

function refuseMore(count: number, most: number, what: string): void {
	if (count > most) throw new LabProblem('BAD_REQUEST', `A report takes up to ${most} ${what}; these are ${count}.`)
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
