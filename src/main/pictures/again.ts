import { LabProblem } from '../../shared/problems.ts'
import type { Answering } from '../../shared/pictures.ts'
import type { ReadingSettings } from '../../shared/vision.ts'
import type { StoredPicture } from '../store/pictures.ts'
import { answered, answeredAnew } from './answered.ts'
import { whoAnswers } from './answering.ts'
import type { PictureParts } from './desk.ts'

/**
 * Reads pictures anew with other settings, answers them by other runs, or both, and keeps that in place of what was.
 * Whoever is to answer a picture must be there before the first one is changed.
 */
export async function again(
	{ world, store, runs, readers, examiner }: PictureParts,
	pictures: readonly StoredPicture[],
	settings: ReadingSettings | undefined,
	answering: Answering | undefined
): Promise<void> {
	const jobs = pictures.map((picture) => ({ picture, ...answerersOf(picture) }))

	function answerersOf({ name, answering: before }: StoredPicture) {
		const chosen = answering ?? before
		const gone = answering ? undefined : chosen.runs.find((run) => !runs.find(run))
		if (gone !== undefined)
			throw new LabProblem(
				'NO_SUCH_RUN',
				`${name} was answered by run ${gone}, ${store.runName(gone)}, which was deleted since. Choose another run to answer it.`
			)
		return whoAnswers(runs, chosen)
	}

	async function read({ id, name, ink, lines }: StoredPicture, networks: (typeof jobs)[0]['networks']) {
		if (settings) {
			const { digits, ...reading } = await readers.read(store.file(id) ?? new Uint8Array(), name, settings)
			return { ink: reading.ink, lines: reading.lines, ...(await answered(examiner, networks, digits)) }
		}
		const fields = new Uint8Array(store.fields(id) ?? [])
		return { ink, lines, fields, digits: await answeredAnew(examiner, networks, store.digits(id), fields) }
	}

	const left = jobs.values()
	async function work() {
		for (const { picture, answering: now, networks } of left) {
			const reading = await read(picture, networks)
			const revision = Date.parse(world.now())
			store.replace(picture.id, { ...reading, settings: settings ?? picture.settings, answering: now, revision })
		}
	}
	// a few more than there are threads, so that none of them waits for the disk
	await Promise.all(Array.from({ length: world.threads * 3 }, work))
}
