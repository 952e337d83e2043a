import type { Suspects } from '../../shared/analysis/suspects.ts'
import type { Work } from '../../shared/analysis/analysis.ts'
import type { LabBytes } from '../../shared/bytes.ts'
import { LabProblem } from '../../shared/problems.ts'
import type { Analyst } from '../data/analyst-thread.ts'

/** What has been worked out of a data set, as bytes; see `shared/bytes.ts`. Throws LabProblems. */
export function dataBytes(
	analyst: Analyst,
	nameOf: (set: string) => string,
	suspects: (set: string) => Promise<Suspects>
): Pick<LabBytes, 'worked' | 'dataReport'> {
	async function worked(set: string, work: Work) {
		const kept = await analyst.kept(set, work)
		if (kept) return kept
		const sentence =
			work === 'map'
				? 'The map has not been drawn yet: ask for it on the page of the data.'
				: 'The data set has not been looked at yet: open the page of the data, or call "data".'
		throw new LabProblem('NOT_NOW', sentence)
	}

	return {
		worked,
		async dataReport(set, form) {
			const analysis = await worked(set, 'analysis')
			const map = await analyst.kept(set, 'map')
			const doubts = JSON.stringify(await suspects(set))
			const name = `${set}-report.${form}`
			switch (form) {
				case 'html':
					return { name, type: 'text/html; charset=utf-8', body: await analyst.report(set, analysis, map, doubts) }
				case 'json': {
					// put together without being read: it is half a megabyte of numbers
					const words = (text: string) => new TextEncoder().encode(text)
					const pieces = [
						words(`{"name":${JSON.stringify(nameOf(set))},"analysis":`),
						analysis,
						words(',"map":'),
						map ?? words('null')
					]
					const body = new Uint8Array(await new Blob([...pieces, words(`,"suspects":${doubts}}\n`)]).arrayBuffer())
					return { name, type: 'application/json', body }
				}
			}
		}
	}
}
