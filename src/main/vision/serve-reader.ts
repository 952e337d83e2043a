import sharp from 'sharp'
import { LabProblem, messageOf } from '../../shared/problems.ts'
import type { ReadingSettings } from '../../shared/vision.ts'
import { readPicture, seePicture, thumbnailOf, type Seen } from './read-picture.ts'
import type { ReaderAnswer, ReaderRequest } from './reader-messages.ts'
import { stepPicture } from './steps.ts'

type Say = (answer: ReaderAnswer, moved: ArrayBuffer[]) => void

/**
 * A thread that reads pictures, one after another. What was seen last is remembered: whoever looks at a picture's eight
 * steps asks eight times.
 */
export function serveReader(say: Say): (request: ReaderRequest) => Promise<void> {
	// there are as many such threads as cores, and no picture comes twice
	sharp.concurrency(1)
	sharp.cache(false)
	let last: { file: Uint8Array; settings: string; seen: Seen } | null = null
	let before = Promise.resolve()

	async function see(file: Uint8Array<ArrayBuffer>, name: string, settings: ReadingSettings): Promise<Seen> {
		const wanted = JSON.stringify(settings)
		if (last?.settings === wanted && Buffer.compare(last.file, file) === 0) return last.seen
		// the old one makes room first
		last = null
		const seen = await seePicture(file, name, settings)
		last = { file: seen.file, settings: wanted, seen }
		return seen
	}

	async function answer(request: ReaderRequest): Promise<void> {
		const { id, file } = request
		switch (request.kind) {
			case 'read': {
				const { file: kept, ...picture } = readPicture(await see(file, request.name, request.settings))
				say({ kind: 'read', id, picture, file: Buffer.compare(kept, file) === 0 ? null : kept }, [])
				return
			}
			case 'step': {
				const { decoded, reading } = await see(file, 'The picture', request.settings)
				const png = await stepPicture(decoded, reading, request.settings.even, request.step, request.digit)
				say({ kind: 'step', id, png }, [png.buffer])
				return
			}
			case 'thumbnail': {
				const jpeg = await thumbnailOf(file)
				say({ kind: 'thumbnail', id, jpeg }, [jpeg.buffer])
			}
		}
	}

	return (request) =>
		(before = before.then(async () => {
			try {
				await answer(request)
			} catch (error) {
				const code = error instanceof LabProblem ? error.code : null
				const sentence = messageOf(error)
				say({ kind: 'refused', id: request.id, code, sentence }, [])
			}
		}))
}
