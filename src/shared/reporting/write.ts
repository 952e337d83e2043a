import type { Section } from '../analysis/chapters.ts'
import { analysisSections } from './analysis.ts'
import { comparisonSections } from './comparison.ts'
import { conclusionSections } from './conclusion.ts'
import { dataSections } from './data.ts'
import { limitSections } from './limits.ts'
import type { Material } from './material.ts'
import { methodSections } from './methods.ts'
import type { BlockKind, ReportOutline } from './outline.ts'
import { resultSections } from './results.ts'
import { studiesSections } from './studies.ts'

export interface ReportChapter {
	kind: BlockKind
	title: string
	/** The person's own words, in paragraphs. */
	text: string[]
	/** What the numbers say. */
	sections: Section[]
}

/** One writer for each kind of block. */
const writers: Record<BlockKind, { title: string; write: (material: Material) => Section[] }> = {
	question: { title: 'Question', write: () => [] },
	data: { title: 'Data', write: dataSections },
	analysis: { title: 'What is in the data', write: analysisSections },
	methods: { title: 'Methods', write: methodSections },
	results: { title: 'Results', write: resultSections },
	comparison: { title: 'Comparison', write: comparisonSections },
	studies: { title: 'Studies', write: studiesSections },
	limits: { title: 'Limits', write: limitSections },
	conclusion: { title: 'Conclusion', write: conclusionSections }
}

export const blockTitle = (kind: BlockKind) => writers[kind].title

/** A report's chapters in the person's order; every number comes from the runs. */
export const writeReport = ({ blocks }: ReportOutline, material: Material): ReportChapter[] =>
	blocks.map(({ kind, text }) => ({
		kind,
		title: blockTitle(kind),
		text: text.split(/\n\s*\n/).flatMap((part) => (part.trim() === '' ? [] : [part.trim()])),
		sections: writers[kind].write(material)
	}))
