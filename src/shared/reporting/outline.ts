import { z } from 'zod'
import { mostCompared, usualSameWithin } from '../comparing.ts'

/** What a report is made of, in the usual order. Whoever adds a kind adds its writer in `write.ts`. */
export const blockKinds = ['question', 'data', 'methods', 'results', 'comparison', 'limits', 'conclusion'] as const
export type BlockKind = (typeof blockKinds)[number]

/** What the person decides: which runs, the title, which blocks in which order, and their own words in each. */
export const reportOutline = z.strictObject({
	title: z.string().trim().min(1).max(200),
	runs: z.array(z.int().positive()).min(1).max(mostCompared),
	sameWithin: z.number().min(0).max(1).default(usualSameWithin),
	blocks: z
		.array(z.strictObject({ kind: z.enum(blockKinds), text: z.string().max(20_000).default('') }))
		.min(1)
		.max(blockKinds.length)
		.refine((blocks) => new Set(blocks.map(({ kind }) => kind)).size === blocks.length, 'Each block stands once.')
})
export type ReportOutline = z.infer<typeof reportOutline>

/** A report of these runs before anybody has changed it. */
export const usualOutline = (runs: readonly number[], title = usualTitle(runs)): ReportOutline => ({
	title,
	runs: [...runs],
	sameWithin: usualSameWithin,
	blocks: blockKinds.map((kind) => ({ kind, text: kind === 'question' ? usualQuestion(runs.length) : '' }))
})

const usualTitle = (runs: readonly number[]) =>
	runs.length === 1 ? `Run ${runs[0]}` : `Comparison of ${runs.length} runs`
const usualQuestion = (runs: number) =>
	runs === 1
		? 'How well does this network recognise images that it has never seen, and where is it wrong?'
		: 'Which of these networks recognises images best that none of them has seen, and is the difference real?'

/** The most that is taken of an outline, in bytes: the person's own words in every block. */
export const largestOutline = 2 ** 20
export const tooLargeOutline = 'The texts of the report are larger than a megabyte. Shorten them.'

export const runReportForms = ['html', 'md', 'tex', 'csv'] as const
export type RunReportForm = (typeof runReportForms)[number]
