import { moment, percent, plural } from '../../../shared/format.ts'
import type { Answering, PictureRow } from '../../../shared/pictures.ts'
import { LabProblem } from '../../../shared/problems.ts'
import { classify } from './classify.ts'
import type { CommandFrame, LabCalls } from './door.ts'
import { textOf } from './picture-lines.ts'
import { readingFlags, settingsFrom } from './reading-flags.ts'
import { numberOf } from './run-number.ts'
import { table } from './table.ts'

type ClassifyFlags = Record<string, unknown> & {
	run?: string[]
	ensemble?: boolean
	json?: boolean
	steps?: string
}

/** `classify`, `pictures`. */
export function addPictureCommands({ program, terminal, withLab }: CommandFrame): void {
	const classifying = program
		.command('classify')
		.description('read the digits in image files, and say how sure that is')
		.argument('<files or folders...>', 'folders with everything below them')
		.option(
			'--run <run>',
			'who answers: a number or "last", and others beside it',
			(one, before: string[] | undefined) => [...(before ?? []), one]
		)
		.option('--ensemble', 'the runs answer together: the mean of their probabilities')
		.option('--json', 'one JSON object a line')
		.option('--steps <folder>', 'where to write the pictures of each step; made if it is missing')
	for (const flag of readingFlags()) classifying.addOption(flag)
	classifying.action(
		(paths: string[], { run = [], ensemble = false, json = false, steps, ...flags }: ClassifyFlags) => {
			const settings = settingsFrom(flags)
			return withLab(async (calls, bytes) => {
				const answering = await answeringFrom(run, ensemble, calls)
				return classify(terminal, calls, bytes, { paths, answering, settings, json, steps: steps ?? null })
			})
		}
	)

	const pictures = program
		.command('pictures')
		.description('every picture that was classified, newest first')
		.option('--json', 'one JSON object a line')
		.option('--limit <number>', 'the first so many')
		.action(({ json, limit }: { json?: boolean; limit?: string }) => {
			const most = limitIn(limit)
			return withLab(async (calls) => {
				const found = await newest(calls, most)
				if (json) for (const picture of found) terminal.write(JSON.stringify(picture))
				else
					terminal.write(
						found.length > 0 ? pictureTable(found, new Date()) : 'No picture yet. "lab classify seven.png" reads one.'
					)
				return 0
			})
		})
	pictures
		.command('remove')
		.description('remove pictures; for an hour they can be restored')
		.argument('<pictures...>', 'their numbers')
		.action((which: string[]) =>
			withLab(async (calls) => {
				const { removed } = await calls.pictures.remove({ pictures: which.map(pictureIn) })
				const names = removed.join(' ')
				terminal.write(
					`${plural(removed.length, 'picture')} removed. "lab pictures restore ${names}" brings back within an hour.`
				)
				return 0
			})
		)
	pictures
		.command('restore')
		.description('bring back pictures that were removed less than an hour ago')
		.argument('<pictures...>', 'their numbers')
		.action((which: string[]) =>
			withLab(async (calls) => {
				const back = await calls.pictures.restore({ pictures: which.map(pictureIn) })
				terminal.write(`${plural(back.length, 'picture')} brought back.`)
				return 0
			})
		)
}

/** The runs that were named, all of which must have learned something, or the lab's choice. */
async function answeringFrom(which: readonly string[], ensemble: boolean, calls: LabCalls): Promise<Answering> {
	if (which.length === 0) {
		if (ensemble) throw new LabProblem('BAD_REQUEST', '--ensemble needs the runs it is made of: --run 1 --run 2.')
		const usual = await calls.pictures.answering()
		if (usual) return usual
		throw new LabProblem(
			'NOT_NOW',
			'No network has learned to read digits yet: train one first. "lab train mlp-64" makes one in a few minutes.'
		)
	}
	const runs = new Set<number>()
	for (const one of which) runs.add(await numberOf(one, calls))
	for (const run of runs) {
		const { weightsEpoch } = await calls.runs.get({ run })
		if (weightsEpoch === null)
			throw new LabProblem('NOT_NOW', `Run ${run} has no weights yet: they are kept when an epoch ends.`)
	}
	if (runs.size > 12) throw new LabProblem('BAD_REQUEST', `Up to 12 runs can answer; these are ${runs.size}.`)
	if (ensemble && runs.size < 2)
		throw new LabProblem('BAD_REQUEST', 'An ensemble is made of two runs or more: name another with --run.')
	return { runs: [...runs], ensemble }
}

async function newest(calls: LabCalls, most: number): Promise<PictureRow[]> {
	const found: PictureRow[] = []
	for (;;) {
		const limit = Math.min(1000, most - found.length)
		const last = found.at(-1)
		const portion = await calls.pictures.list({ limit, ...(last && { before: last.id }) })
		found.push(...portion)
		if (portion.length < limit || found.length >= most) return found
	}
}

const pictureTable = (pictures: readonly PictureRow[], now: Date) =>
	table(
		[
			{ title: 'picture', right: true, cell: ({ id }) => String(id) },
			{ title: 'name', cell: ({ name }) => name },
			{ title: 'answer', right: true, cell: ({ digits }) => textOf(digits) || '–' },
			{
				title: 'confidence',
				right: true,
				cell: ({ digits }) =>
					digits.length > 0 ? percent(Math.min(...digits.map(({ confidence }) => confidence))) : '–'
			},
			{ title: 'label', right: true, cell: ({ label }) => label?.text ?? '' },
			{ title: 'runs', right: true, cell: ({ answering }) => answering.runs.join(answering.ensemble ? ' + ' : ', ') },
			{ title: 'when', right: true, cell: ({ added }) => moment(added, now) }
		],
		pictures
	)

function limitIn(text: string | undefined): number {
	if (text === undefined) return Infinity
	const limit = Number(text)
	if (Number.isSafeInteger(limit) && limit > 0) return limit
	throw new LabProblem('BAD_REQUEST', `--limit takes a whole number from 1 on; it is "${text}".`)
}

function pictureIn(text: string): number {
	const number = Number(text)
	if (Number.isSafeInteger(number) && number > 0) return number
	throw new LabProblem('NO_SUCH_PICTURE', `"${text}" is no picture's number. "lab pictures" lists those there are.`)
}
