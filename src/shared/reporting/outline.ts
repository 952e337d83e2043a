import { z } from 'zod'
import { mostCompared, usualSameWithin } from '../comparing.ts'

/** What a report is made of, in the usual order. Whoever adds a kind adds its writer in `write.ts`. */
export const blockKinds = [
	'question',
	'data',
	'analysis',
	'methods',
	'results',
	'comparison',
	'studies',
	'limits',
	'conclusion'
] as const
export type BlockKind = (typeof blockKinds)[number]

/** As many studies as a report may be about. */
export const mostStudies = 12

/** What the person decides: which runs and studies, the title, which blocks in which order, and their own words in each. */
export const reportOutline = z
	.strictObject({
		title: z.string().trim().min(1).max(200),
		runs: z.array(z.int().positive()).max(mostCompared),
		studies: z.array(z.int().positive()).max(mostStudies).default([]),
		sameWithin: z.number().min(0).max(1).default(usualSameWithin),
		blocks: z
			.array(z.strictObject({ kind: z.enum(blockKinds), text: z.string().max(20_000).default('') }))
			.min(1)
			.max(blockKinds.length)
			.refine((blocks) => new Set(blocks.map(({ kind }) => kind)).size === blocks.length, 'Each block stands once.')
	})
	.refine(({ runs, studies }) => runs.length + studies.length > 0, 'A report is about one run or one study at least.')
export type ReportOutline = z.infer<typeof reportOutline>

/** A report of these runs and studies before anybody has changed it; what is in the data is left out: it is long. */
export function usualOutline(
	runs: readonly number[],
	studies: readonly number[] = [],
	title = usualTitle(runs, studies)
): ReportOutline {
	const stands: Partial<Record<BlockKind, boolean>> = {
		analysis: false,
		results: runs.length > 0,
		comparison: runs.length > 0,
		studies: studies.length > 0
	}
	const question = runs.length === 0 ? '' : usualQuestion(runs.length)
	return {
		title,
		runs: [...runs],
		studies: [...studies],
		sameWithin: usualSameWithin,
		blocks: blockKinds
			.filter((kind) => stands[kind] !== false)
			.map((kind) => ({ kind, text: kind === 'question' ? question : '' }))
	}
}

/** The same, and what is in the data where it stands in the usual order. */
export const withAnalysis = ({ blocks, ...outline }: ReportOutline): ReportOutline => {
	const at = blocks.findLastIndex(({ kind }) => kind === 'question' || kind === 'data') + 1
	return { ...outline, blocks: blocks.toSpliced(at, 0, { kind: 'analysis', text: '' }) }
}

/** What a report is called before anybody has called it something else: "Comparison of 2 runs, and study 1". */
export function usualTitle(runs: readonly number[], studies: readonly number[]): string {
	const ofRuns = runs.length === 1 ? `Run ${runs[0]}` : `Comparison of ${runs.length} runs`
	const ofStudies = studies.length === 1 ? `study ${studies[0]}` : `${studies.length} studies`
	if (studies.length === 0) return ofRuns
	return runs.length === 0 ? ofStudies.replace(/^s/, 'S') : `${ofRuns}, and ${ofStudies}`
}

const usualQuestion = (runs: number) =>
	runs === 1
		? 'How well does this network recognise images that it has never seen, and where is it wrong?'
		: 'Which of these networks recognises images best that none of them has seen, and is the difference real?'

/** The most that is taken of an outline, in bytes: the person's own words in every block. */
export const largestOutline = 2 ** 20
export const tooLargeOutline = 'The texts of the report are larger than a megabyte. Shorten them.'

export const runReportForms = ['html', 'md', 'tex', 'csv'] as const
export type RunReportForm = (typeof runReportForms)[number]
