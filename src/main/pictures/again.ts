import { LabProblem } from '../../shared/problems.ts'
import type { Answering } from '../../shared/pictures.ts'
import type { ReadingSettings } from '../../shared/vision.ts'
import type { Asked } from '../runs/examiner-thread.ts'
import type { NewReading, StoredPicture } from '../store/pictures.ts'
import { noInk } from '../vision/read-picture.ts'
import { answeredAnew, type Answerer } from './answered.ts'
import { whoAnswers } from './answering.ts'
import type { PictureParts } from './desk.ts'

/** What is to change; what is left out stays as it was. */
export interface Change {
	settings: ReadingSettings | undefined
	answering: Answering | undefined
}

/**
 * Reads pictures anew with other settings, answers them by other runs, or both, and keeps that in place of what was.
 * Whoever is to answer a picture must be there before the first one is changed.
 */
export function again({ world, store, runs, readers, examiner, free }: PictureParts, answerer: Answerer) {
	/** Of each picture the last change that was asked for: the next one begins where it ends. */
	const turns = new Map<number, Promise<void>>()

	function answerersOf({ name, answering: before }: StoredPicture, { answering }: Change) {
		const chosen = answering ?? before
		const gone = answering ? undefined : chosen.runs.find((run) => !runs.find(run))
		if (gone !== undefined)
			throw new LabProblem(
				'NO_SUCH_RUN',
				`${name} was answered by run ${gone}, ${store.runName(gone)}, which was deleted since. Choose another run to answer it.`
			)
		return whoAnswers(runs, chosen)
	}

	type Read = Pick<NewReading, 'ink' | 'lines' | 'notes' | 'digits' | 'fields'>
	async function read(picture: StoredPicture, networks: Asked[], settings: Change['settings']): Promise<Read> {
		const { id, name, ink, lines, notes } = picture
		if (!settings) {
			const fields = new Uint8Array(store.fields(id) ?? [])
			return { ink, lines, notes, fields, digits: await answeredAnew(examiner, networks, store.digits(id), fields) }
		}
		const reading = readers.read(store.file(id) ?? new Uint8Array(), name, settings)
		const digits = reading.then((found) => found.digits)
		const [found, said] = await Promise.all([reading, answerer.answered(networks, digits)])
		// what was said of the file as it came does not hold of the one that was kept
		const ofFile = notes.filter((note) => note !== noInk)
		return {
			ink: found.ink,
			lines: found.lines,
			notes: found.digits.length > 0 ? ofFile : [...ofFile, noInk],
			...said
		}
	}

	async function change(id: number, to: Change): Promise<void> {
		const picture = store.find(id)
		if (!picture) return
		const { answering, networks } = answerersOf(picture, to)
		const reading = await read(picture, networks, to.settings)
		await free()
		const revision = Date.parse(world.now())
		store.replace(id, { ...reading, settings: to.settings ?? picture.settings, answering, revision })
	}

	function inTurn(id: number, to: Change): Promise<void> {
		const turn = (turns.get(id) ?? Promise.resolve()).catch(() => undefined).then(() => change(id, to))
		turns.set(id, turn)
		const over = () => {
			if (turns.get(id) === turn) turns.delete(id)
		}
		turn.then(over, over)
		return turn
	}

	return async (pictures: readonly StoredPicture[], to: Change): Promise<void> => {
		for (const picture of pictures) answerersOf(picture, to)
		const left = pictures.values()
		async function work() {
			for (const { id } of left) await inTurn(id, to)
		}
		// a few more than there are threads, so that none of them waits for the disk
		await Promise.all(Array.from({ length: world.threads * 3 }, work))
	}
}
