import { setImmediate } from 'node:timers/promises'
import type { Analysis, ImageMap } from '../../shared/analysis/analysis.ts'
import type { Download, LabBytes } from '../../shared/bytes.ts'
import type { RunComparison } from '../../shared/comparing.ts'
import { LabProblem } from '../../shared/problems.ts'
import {
	gathered,
	recipesIn,
	type DataMaterial,
	type Material,
	type MaterialSource
} from '../../shared/reporting/material.ts'
import type { ReportOutline, RunReportForm } from '../../shared/reporting/outline.ts'
import { writeReport } from '../../shared/reporting/write.ts'
import type { RunDetail } from '../../shared/runs.ts'
import type { Analyst } from '../data/analyst-thread.ts'
import { placesOf } from '../data/places.ts'
import { findSet } from '../data/sets.ts'
import { plainName } from '../exchange/file-names.ts'
import { zipped } from '../exchange/zip.ts'
import { runsHtml } from '../report/runs-html.ts'
import { runsMarkdown, type ReportText } from '../report/runs-markdown.ts'
import { runsCsv, runsLatex } from '../report/runs-tables.ts'
import { studiesCsv } from '../report/studies-csv.ts'
import type { StudyDesk } from './studies/desk.ts'
import { tileImages } from './tile-images.ts'
import type { World } from './world.ts'

interface Asked {
	get: (run: number) => Promise<RunDetail>
	compare: (runs: readonly number[], sameWithin: number) => Promise<RunComparison>
	studies: Pick<StudyDesk, 'get' | 'curves'>
	/** What has been worked out of a data set, JSON; null before that. */
	kept: Analyst['kept']
	images: LabBytes['images']
}

/** Writes reports of runs and studies: what was asked for, and nothing that is not in the lab. Throws LabProblems. */
export function runReports(
	world: World,
	{ get, compare, studies: desk, kept, images }: Asked
): Pick<LabBytes, 'report' | 'reportFiles'> {
	/** Others have their turn between two of them. */
	const source: MaterialSource = {
		async run(run) {
			await setImmediate()
			return get(run)
		},
		async study(study) {
			await setImmediate()
			const { result: test } = desk.get(study, 'testAccuracy')
			return { detail: desk.get(study), curves: await desk.curves(study), test }
		},
		compare
	}

	async function material(outline: ReportOutline): Promise<Material> {
		const found = await gathered(outline, source)
		const [recipe] = recipesIn(found)
		const isWanted = outline.blocks.some(({ kind }) => kind === 'analysis')
		return { ...found, data: recipe && isWanted ? await workedOut(recipe.data.set) : null }
	}

	async function workedOut(set: string): Promise<DataMaterial | null> {
		const read = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes))
		const [analysis, map] = [await kept(set, 'analysis'), await kept(set, 'map')]
		if (!analysis) return null
		const { name } = findSet(placesOf(world), set)
		return { set, name, analysis: read(analysis) as Analysis, map: map && (read(map) as ImageMap) }
	}

	/** The document first, then what it names; the document's path is its name. */
	async function files(outline: ReportOutline, form: RunReportForm, pictures: string) {
		const found = await material(outline)
		const { title } = outline
		const lead = `Written by Digit Lab ${world.version} on ${world.now().slice(0, 10)} from ${[...found.runs.map(({ id }) => `run ${id}`), ...found.studies.map(({ detail }) => `study ${detail.id}`)].join(', ')}; every number comes from the runs themselves.`
		const chapters = writeReport(outline, found)
		await setImmediate()
		const tiles = found.data && (await tileImages(found.data, chapters, images))
		switch (form) {
			case 'html': {
				const pieces: string[] = []
				for (const piece of runsHtml(title, lead, chapters, tiles)) {
					pieces.push(piece)
					await setImmediate()
				}
				return [{ path: '', text: pieces.join('') }]
			}
			case 'md': {
				const all: ReportText[] = []
				for (const file of runsMarkdown(title, lead, chapters, pictures, tiles)) {
					all.unshift(file)
					await setImmediate()
				}
				return all
			}
			case 'tex':
				return [{ path: '', text: runsLatex(title, lead, chapters) }]
			case 'csv':
				return [
					...(found.runs.length > 0 ? [{ path: '', text: runsCsv(found) }] : []),
					...(found.studies.length > 0
						? [{ path: found.runs.length > 0 ? 'studies.csv' : '', text: studiesCsv(found.studies) }]
						: [])
				]
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

const bytesOf = (text: ReportText['text']) => (typeof text === 'string' ? new TextEncoder().encode(text) : text)

async function whole(pieces: AsyncIterable<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
	const all: Uint8Array<ArrayBuffer>[] = []
	for await (const piece of pieces) all.push(piece)
	return new Uint8Array(await new Blob(all).arrayBuffer())
}
