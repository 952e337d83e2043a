import { randomUUID } from 'node:crypto'
import type { LabBytes } from '../../../shared/bytes.ts'
import { count, plural, roughly, seconds } from '../../../shared/format.ts'
import type { Answering, Arriving, PictureRow } from '../../../shared/pictures.ts'
import { LabProblem } from '../../../shared/problems.ts'
import type { ReadingSettings } from '../../../shared/vision.ts'
import type { LabCalls, Terminal } from './door.ts'
import { imageFiles, sentenceFor, type FoundFile } from './image-files.ts'
import { answerLine, answerObject, textOf, type AnsweredFile } from './picture-lines.ts'
import { scoreText, type Labelled } from './score.ts'
import { stepWriter } from './step-files.ts'

export interface ClassifyJob {
	paths: readonly string[]
	answering: Answering
	settings: ReadingSettings
	json: boolean
	/** The folder for the pictures of each step. */
	steps: string | null
}

type Outcome =
	| ({ kind: 'answered' } & AnsweredFile)
	/** `label` is there where the picture was read, and no digit was found in it. */
	| { kind: 'problem'; file: string; sentence: string; label: string | null }

/** Enough that no thread waits for a file, and that networks answer many at once. */
const inFlight = 128
/** As many bytes of files as are held at a time: large scans would fill the memory. */
const mostHeld = 2 ** 28

/** Reads and answers files, a line each in their order. Answers the exit code: 0 all answered, 1 not all, 130 ended by Ctrl-C. */
export async function classify(
	terminal: Terminal,
	calls: LabCalls,
	bytes: LabBytes,
	job: ClassifyJob
): Promise<number> {
	const { json, answering, settings } = job
	const batch = randomUUID()
	const steps = job.steps === null ? null : stepWriter(terminal, bytes, job.steps)
	const interrupted = new AbortController()
	const settled = terminal.onInterrupt(() => {
		interrupted.abort()
		terminal.say('Stopping; what has been answered is kept.')
	})

	async function answer(file: string, label: Arriving['label']): Promise<PictureRow> {
		const picture = new Uint8Array(await terminal.readBytes(file))
		return bytes.picture(picture, { name: file.slice(-200), origin: 'terminal', batch, label, answering, settings })
	}

	async function outcomeOf(found: FoundFile): Promise<Outcome> {
		const { path: file } = found
		const problem = (sentence: string, label: string | null = null): Outcome => ({
			kind: 'problem',
			file,
			sentence,
			label
		})
		const writeSteps = steps?.(file)
		if (found.kind === 'problem') return problem(found.sentence)
		const row = await answer(file, found.label).catch((error: unknown) =>
			error instanceof LabProblem ? error.message : sentenceFor(file, error)
		)
		if (typeof row === 'string') return problem(row)
		await writeSteps?.(row)
		if (row.digits.length === 0)
			return problem(`${file} shows no digit: ${row.notes.join('; ')}.`, row.label?.text ?? null)
		const detail = answering.runs.length > 1 ? await calls.pictures.get({ picture: row.id }) : null
		return { kind: 'answered', file, row, detail }
	}

	try {
		const found: FoundFile[] = []
		for await (const one of imageFiles(job.paths, interrupted.signal)) found.push(one)
		const width = found.reduce((most, { path }) => Math.min(48, Math.max(most, path.length)), 0)
		const labelled: Labelled[] = []
		let [done, problems, shown] = [0, 0, 0]
		const begun = performance.now()
		/** The first answer waits for networks to be opened; those that were not under way by then say how fast it goes. */
		let [loaded, early] = [begun, 0]
		const rate = () => (1000 * (done - early)) / Math.max(1, performance.now() - loaded)

		function tell(outcome: Outcome) {
			done++
			if (outcome.kind === 'answered') {
				if (early === 0) [loaded, early] = [performance.now(), done + waiting.length]
				const { label, digits } = outcome.row
				if (label) labelled.push({ label: label.text, text: textOf(digits) })
				terminal.write(json ? JSON.stringify(answerObject(outcome)) : answerLine(outcome, width))
			} else {
				problems++
				const { file, sentence, label } = outcome
				if (label !== null) labelled.push({ label, text: '' })
				if (json) terminal.write(JSON.stringify({ file, problem: sentence }))
				else terminal.say(sentence)
			}
			const now = performance.now()
			if (now - shown < 100) return
			shown = now
			terminal.show(progressLine(done, found.length, early > 0 && done > early ? rate() : null))
		}

		const waiting: { outcome: Promise<Outcome>; size: number }[] = []
		let held = 0
		async function tellFirst() {
			const first = waiting.shift()
			if (!first) return
			tell(await first.outcome)
			held -= first.size
		}
		for (const one of found) {
			const size = one.kind === 'file' ? one.size : 0
			while (waiting.length > 0 && (waiting.length >= inFlight || held + size > mostHeld)) await tellFirst()
			if (interrupted.signal.aborted) break
			const outcome = outcomeOf(one)
			// it is told when its turn comes, or the first one that failed ends all
			outcome.catch(() => undefined)
			waiting.push({ outcome, size })
			held += size
		}
		while (waiting.length > 0) await tellFirst()

		// beside the lines of a script, for whoever watches
		if (labelled.length > 1 && json) terminal.say(scoreText(labelled))
		else if (labelled.length > 1) terminal.write(scoreText(labelled))
		const fast = early > 0 && done >= 2 * early ? rate() : null
		if (done > 1) terminal.say(sayEnd(done, problems, (performance.now() - begun) / 1000, fast))
		return interrupted.signal.aborted ? 130 : problems > 0 ? 1 : 0
	} finally {
		settled()
	}
}

/** `perSecond` is null before it is known. */
function progressLine(done: number, all: number, perSecond: number | null): string {
	const width = 20
	const full = Math.round((width * done) / all)
	const bar = '█'.repeat(full) + '░'.repeat(width - full)
	const begun = `${count(done)} of ${plural(all, 'file')} ${bar}`
	if (perSecond === null) return begun
	return `${begun} ${count(perSecond)} files/s${done < all ? ` · ${roughly((all - done) / perSecond)} left` : ''}`
}

function sayEnd(done: number, problems: number, spent: number, perSecond: number | null): string {
	const not = problems > 0 ? `, ${count(problems)} of them without an answer` : ''
	const fast = perSecond !== null && done > 100 ? `, ${count(perSecond)} a second after loading` : ''
	return `${plural(done, 'file')} in ${seconds(spent)}${fast}${not}.`
}
