import type { Part } from '../../shared/bytes.ts'
import { LabProblem } from '../../shared/problems.ts'
import { packTensors } from '../../shared/tensors.ts'
import type { Images } from '../data/idx.ts'
import { nearestImages } from '../data/nearest.ts'
import { readImages, readLabels } from '../data/part.ts'
import { openNetwork, type OpenNetwork } from './activations.ts'
import type { Examined, ExaminerAnswer, ExaminerRequest, ExaminerSetup } from './examine-messages.ts'

type Say = (answer: ExaminerAnswer, moved: ArrayBuffer[]) => void

/**
 * The examiner's thread: reads what it needs when it is first asked for it, and answers one question after another.
 * The last network stays open, since a person looks at many images with it.
 */
export function serveExaminer({ dataFolder }: ExaminerSetup, say: Say): (request: ExaminerRequest) => Promise<void> {
	const images: Record<Part, Promise<Images> | undefined> = { training: undefined, test: undefined }
	let labels: Uint8Array | undefined
	let sent: Examined | null = null
	let open: OpenNetwork | null = null
	let before = Promise.resolve()

	async function imagesOf(part: Part): Promise<Images> {
		const reading = (images[part] ??= readImages(dataFolder, part))
		// a file that was missing may be there when somebody asks again
		reading.catch(() => (images[part] = undefined))
		return reading
	}

	async function answer(request: ExaminerRequest): Promise<void> {
		const { id, part, image } = request
		switch (request.kind) {
			case 'activations': {
				if (request.network) {
					open?.close()
					open = null
					sent = request.network
				}
				if (!sent) throw new Error('no network was sent')
				const pixels = pixelsOf(await imagesOf(part), image)
				open ??= await openNetwork(sent.layers, sent.weights)
				const bytes = packTensors(open.activations(pixels))
				say({ kind: 'activations', id, bytes }, [bytes.buffer])
				return
			}
			case 'nearest': {
				const [training, from] = await Promise.all([imagesOf('training'), imagesOf(part)])
				labels ??= await readLabels(dataFolder, 'training')
				const own = part === 'training' ? image : null
				const found = nearestImages(training.pixels, pixelsOf(from, image), request.count, own)
				const neighbours = found.map((one) => ({ ...one, label: labels?.[one.image] ?? 0 }))
				say({ kind: 'nearest', id, neighbours }, [])
			}
		}
	}

	return (request) =>
		(before = before.then(async () => {
			try {
				await answer(request)
			} catch (error) {
				const code = error instanceof LabProblem ? error.code : null
				const sentence = error instanceof Error ? error.message : String(error)
				say({ kind: 'refused', id: request.id, code, sentence }, [])
			}
		}))
}

function pixelsOf({ pixels, height, width }: Images, image: number): Uint8Array {
	const size = height * width
	return pixels.subarray(image * size, (image + 1) * size)
}
