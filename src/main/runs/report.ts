import { setImmediate } from 'node:timers/promises'
import type { Download, LabBytes } from '../../shared/bytes.ts'
import type { RunComparison } from '../../shared/comparing.ts'
import { LabProblem } from '../../shared/problems.ts'
import { findsNothing, type Material } from '../../shared/reporting/material.ts'
import type { ReportOutline, RunReportForm } from '../../shared/reporting/outline.ts'
import { writeReport } from '../../shared/reporting/write.ts'
import type { RunDetail } from '../../shared/runs.ts'
import { plainName } from '../exchange/file-names.ts'
import { zipped } from '../exchange/zip.ts'
import { runsHtml } from '../report/runs-html.ts'
import { runsMarkdown } from '../report/runs-markdown.ts'
import { runsCsv, runsLatex } from '../report/runs-tables.ts'
import type { World } from './world.ts'

interface Asked {
	get: (run: number) => Promise<RunDetail>
	compare: (runs: readonly number[], sameWithin: number) => Promise<RunComparison>
}

/** Writes reports of runs: what was asked for, and nothing that is not in the lab. Throws LabProblems. */
export function runReports(world: World, { get, compare }: Asked): Pick<LabBytes, 'report' | 'reportFiles'> {
	async function material({ runs: asked, sameWithin }: ReportOutline): Promise<Material> {
		const runs: RunDetail[] = []
		for (const run of new Set(asked)) {
			runs.push(await get(run))
			await setImmediate()
		}
		const why = findsNothing(runs)
		if (why !== null) return { runs, comparison: null, why }
		const finished = runs.filter(({ test }) => test !== null).map(({ id }) => id)
		return { runs, comparison: await compare(finished, sameWithin), why }
	}

	/** The document first, then what it names; the document's path is its name. */
	async function files(outline: ReportOutline, form: RunReportForm, pictures: string) {
		const found = await material(outline)
		const { title } = outline
		const lead = `Written by Digit Lab ${world.version} on ${world.now().slice(0, 10)} from ${found.runs.map(({ id }) => `run ${id}`).join(', ')}; every number comes from the runs themselves.`
		const chapters = writeReport(outline, found)
		await setImmediate()
		switch (form) {
			case 'html': {
				const pieces: string[] = []
				for (const piece of runsHtml(title, lead, chapters)) {
					pieces.push(piece)
					await setImmediate()
				}
				return [{ path: '', text: pieces.join('') }]
			}
			case 'md': {
				const all: { path: string; text: string }[] = []
				for (const file of runsMarkdown(title, lead, chapters, pictures)) {
					all.unshift(file)
					await setImmediate()
				}
				return all
			}
			case 'tex':
				return [{ path: '', text: runsLatex(title, lead, chapters) }]
			case 'csv':
				return [{ path: '', text: runsCsv(found) }]
		}
	}

	return {
		async reportFiles(outline, form, pictures) {
			const all = await files(outline, form, pictures)
			return all.map(({ path, text }) => ({ path, body: bytesOf(text) }))
		},
		async report(outline, form): Promise<Download> {
			const name = plainName(outline.title) || 'report'
			const all = await files(outline, form, 'pictures')
			const [document] = all
			if (!document) throw new LabProblem('NOT_NOW', 'There is nothing to write about.')
			if (all.length === 1) return { name: `${name}.${form}`, type: types[form], body: bytesOf(document.text) }
			const parts = all.map(({ path, text }) => ({
				path: path || `${name}.${form}`,
				pack: true,
				read: () => bytesOf(text)
			}))
			return { name: `${name}.zip`, type: 'application/zip', body: await whole(zipped(parts, world.now())) }
		}
	}
}

const types: Record<RunReportForm, string> = {
	html: 'text/html; charset=utf-8',
	md: 'text/markdown; charset=utf-8',
	tex: 'application/x-tex; charset=utf-8',
	csv: 'text/csv; charset=utf-8'
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

async function whole(pieces: AsyncIterable<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
	const all: Uint8Array<ArrayBuffer>[] = []
	for await (const piece of pieces) all.push(piece)
	return new Uint8Array(await new Blob(all).arrayBuffer())
}
