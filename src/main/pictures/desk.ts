import { setImmediate as nextTurn } from 'node:timers/promises'
import { LabProblem, noSuch } from '../../shared/problems.ts'
import type { Answering, Arriving, PictureDetail, PictureRow, Step } from '../../shared/pictures.ts'
import type { Neighbour } from '../../shared/runs.ts'
import type { Examiner } from '../runs/examiner-thread.ts'
import { networkOf } from '../runs/networks.ts'
import { anHourBefore, purging } from '../runs/purging.ts'
import type { World } from '../runs/world.ts'
import type { Checkpoints } from '../store/checkpoint-thread.ts'
import type { PictureStore, StoredPicture } from '../store/pictures.ts'
import type { RunStore } from '../store/runs.ts'
import { usualAnswering, whoAnswers } from './answering.ts'
import { again, type Change } from './again.ts'
import { answererOf } from './answered.ts'
import { keeping } from './keeping.ts'
import { detailOf, rowOf, rowWith } from './picture-rows.ts'
import type { Readers } from './readers.ts'

export type PictureDesk = ReturnType<typeof pictureDesk>

/** What the pictures' part of the lab is made of. */
export interface PictureParts {
	world: World
	store: PictureStore
	runs: RunStore
	readers: Readers
	examiner: Examiner
	/** Resolves when the history can be written to without a wait. */
	free: Checkpoints['free']
}

/** How many pictures are read from the database, or deleted, before others get their turn: a millisecond or two. */
const portion = 50

/** Where a person brings a picture, asks about it, corrects it and throws it away. Throws LabProblems. */
export function pictureDesk(parts: PictureParts) {
	const { world, store, runs, readers, examiner } = parts
	const writer = keeping(store, parts.free)
	const answerer = answererOf(examiner)
	const readAgain = again(parts, answerer)
	let warm: Promise<unknown> | undefined
	const purger = purging(world, parts.free, (before) => store.purge(before, portion) === portion)

	function find(picture: number): StoredPicture {
		const found = store.find(picture)
		if (!found) throw noSuch.picture(picture)
		return found
	}
	const row = (picture: number) => rowOf(store, find(picture))

	function fieldOf(picture: number, digit: number): Uint8Array<ArrayBuffer> {
		const field = store.field(find(picture).id, digit)
		if (field?.length !== 784)
			throw new LabProblem('BAD_REQUEST', `Picture ${picture} has no digit ${digit + 1}: it may have been read anew.`)
		return new Uint8Array(field)
	}

	void purger.purge()

	return {
		/** Newest first. */
		async list(before = Number.MAX_SAFE_INTEGER, limit: number, batch: string | null = null): Promise<PictureRow[]> {
			const rows: PictureRow[] = []
			for (;;) {
				const wanted = Math.min(portion, limit - rows.length)
				const found = store.list(rows.at(-1)?.id ?? before, wanted, batch)
				rows.push(...found.map((one) => rowOf(store, one)))
				if (found.length < wanted || rows.length >= limit) return rows
				await nextTurn()
			}
		},
		get: (picture: number): PictureDetail => detailOf(store, find(picture)),
		answering: (): Answering | null => usualAnswering(runs),
		/** Reads a picture, answers it and keeps it. */
		async take(file: Uint8Array, arriving: Arriving): Promise<PictureRow> {
			const { name, origin, batch, label, settings } = arriving
			const { answering, networks } = whoAnswers(runs, arriving.answering)
			// it gets ready while the picture is read; whatever is wrong with it is told by the question that follows
			warm ??= examiner.likeness(new Uint8Array()).catch(() => null)
			const reading = readers.read(file, name, settings)
			const [read, said] = await Promise.all([
				reading,
				answerer.answered(
					networks,
					reading.then(({ digits }) => digits)
				)
			])
			const added = world.now()
			const picture = {
				...{ ...read, ...said, name, origin, batch, added, label, settings, answering },
				// as a moment it differs from every other picture's, in any lab: pages keep what they have seen by it
				revision: Date.parse(added)
			}
			return rowWith({ ...picture, id: await writer.keep(picture) }, said.digits)
		},
		async again(pictures: readonly number[], change: Change): Promise<PictureRow[]> {
			await readAgain(pictures.map(find), change)
			return pictures.map(row)
		},
		label(picture: number, text: string | null): PictureRow {
			store.label(find(picture).id, text === null ? null : { text, from: 'hand' })
			return row(picture)
		},
		remove(pictures: readonly number[]): { removed: number[] } {
			pictures.forEach(find)
			store.remove(pictures, world.now())
			void purger.purge()
			return { removed: [...pictures] }
		},
		/** Those that were removed less than an hour ago. */
		restore(pictures: readonly number[]): PictureRow[] {
			const back = store.restore(pictures, anHourBefore(world.now()))
			const [missing] = pictures.filter((picture) => !back.includes(picture))
			if (back.length === 0)
				throw new LabProblem('NO_SUCH_PICTURE', `Picture ${missing} cannot be restored: that is possible for an hour.`)
			return back.map(row)
		},
		nearest: (picture: number, digit: number, count: number): Promise<Neighbour[]> =>
			examiner.nearestTo(fieldOf(picture, digit), count),
		async heat(picture: number, digit: number, run: number, answer: number): Promise<number[]> {
			return [...(await examiner.heat(networkOf(runs, run), fieldOf(picture, digit), answer))]
		},
		/** Made when it is first asked for, and kept. */
		async thumbnail(picture: number): Promise<Uint8Array<ArrayBuffer>> {
			const kept = store.thumbnail(find(picture).id)
			if (kept) return new Uint8Array(kept)
			const made = await readers.thumbnail(store.file(picture) ?? new Uint8Array())
			await parts.free()
			store.keepThumbnail(picture, made)
			return made
		},
		fields: (picture: number): Uint8Array<ArrayBuffer> =>
			new Uint8Array(store.fields(find(picture).id) ?? new Uint8Array()),
		step(picture: number, step: Step, digit: number | null): Promise<Uint8Array<ArrayBuffer>> {
			const { settings } = find(picture)
			return readers.step(store.file(picture) ?? new Uint8Array(), settings, step, digit)
		},
		/** Keeps what has been answered. */
		close() {
			purger.close()
			writer.close()
		}
	}
}
