import type { Command } from 'commander'
import type { Analysis, ImageMap, Work } from '../../../shared/analysis/analysis.ts'
import { chaptersOf } from '../../../shared/analysis/chapters.ts'
import { saySuspects } from '../../../shared/analysis/suspect-section.ts'
import type { Suspects } from '../../../shared/analysis/suspects.ts'
import { reportForms, type LabBytes, type ReportForm } from '../../../shared/bytes.ts'
import { mnistId } from '../../../shared/dataset.ts'
import { bytes as sayBytes, percent } from '../../../shared/format.ts'
import { LabProblem } from '../../../shared/problems.ts'
import type { CommandFrame, LabCalls, Terminal } from './door.ts'
import { setNamed } from './set-named.ts'
import { writeProblem } from './write-problem.ts'

interface Flags {
	set: string
	json?: boolean
	report?: string
	map?: boolean
	force?: boolean
}

/** `data`: what is in the data set, as sentences, as numbers, or as a report to keep. Answers the command, for those below it. */
export function addDataCommand({ program, terminal, withLab }: CommandFrame): Command {
	return program
		.command('data')
		.description('what is in the data: counts, balance, duplicates, strokes, baselines, doubtful labels')
		.option('--set <id>', 'the data set that is looked at; "data sets" lists them', mnistId)
		.option('--report <file>', 'write the whole report: a page with pictures (.html), or every number (.json)')
		.option('--map', 'draw the map by neighbours as well (half a minute)')
		.option('--force', 'overwrite a file that is there')
		.option('--json', 'every number as one JSON object')
		.action((flags: Flags) => {
			const form = flags.report === undefined ? null : formOf(flags.report)
			return withLab(async (calls, bytes) => {
				if (flags.report && !flags.force && terminal.exists(flags.report))
					throw new LabProblem(
						'NOT_NOW',
						`${flags.report} is there already. Name another file, or overwrite it with --force.`
					)
				const set = flags.set === mnistId ? mnistId : setNamed(await calls.data.sets(), flags.set).id
				const done =
					(await worked(terminal, calls, set, 'analysis')) &&
					(!flags.map || (await worked(terminal, calls, set, 'map')))
				if (!done) {
					terminal.say('Stopped; nothing was kept of what was not finished.')
					return 130
				}
				if (flags.report && form) await writeReport(terminal, bytes, set, flags.report, form)
				else if (flags.json) terminal.write((await textOf(bytes, set)).trimEnd())
				else terminal.write(sayAll(JSON.parse(await textOf(bytes, set)) as Everything))
				return 0
			})
		})
}

interface Everything {
	name: string
	analysis: Analysis
	map: ImageMap | null
	suspects: Suspects
}

function formOf(file: string) {
	const form = reportForms.find((one) => file.toLowerCase().endsWith(`.${one}`))
	if (form) return form
	throw new LabProblem('BAD_REQUEST', `--report takes a file that ends in .html or .json; it is "${file}".`)
}

/** Waits until something is worked out and shows how far it is; false when the person did not want to wait. */
export async function worked(terminal: Terminal, calls: LabCalls, set: string, work: Work): Promise<boolean> {
	const leaving = new AbortController()
	const stay = terminal.onInterrupt(() => leaving.abort())
	try {
		for await (const told of await calls.data.work({ set, work }, { signal: leaving.signal })) {
			if (told.kind === 'done') return true
			terminal.show(`${percent(told.share, 0)}  ${told.doing}…`)
		}
		return false
	} catch (error) {
		if (leaving.signal.aborted) return false
		throw error
	} finally {
		stay()
	}
}

export async function writeReport(
	terminal: Terminal,
	bytes: LabBytes,
	set: string,
	path: string,
	form: ReportForm,
	json = false
) {
	const { body } = await bytes.dataReport(set, form)
	const size = await terminal.writeFile(path, body).catch((error: unknown) => {
		throw writeProblem(path, error, 'file', '--report')
	})
	terminal.write(json ? JSON.stringify({ kind: 'written', path, bytes: size }) : `${path}  ${sayBytes(size)}`)
}

async function textOf(bytes: LabBytes, set: string): Promise<string> {
	const { body } = await bytes.dataReport(set, 'json')
	return body instanceof Uint8Array ? new TextDecoder().decode(body) : new Response(body).text()
}

/** The sentences of the report, chapter by chapter. */
function sayAll({ name, analysis, map, suspects }: Everything): string {
	const chapters = chaptersOf(name, analysis, map).map(({ title, sections }) => [
		title.toUpperCase(),
		...sections.map((section) => [section.title, ...section.says.map((text) => `  ${text}`)].join('\n'))
	])
	const doubts = [
		'LABELS THAT THE RUNS DOUBT',
		saySuspects(suspects)
			.map((text) => `  ${text}`)
			.join('\n')
	]
	return [...chapters, doubts].map((lines) => lines.join('\n\n')).join('\n\n')
}
