import { setImmediate as nextTurn } from 'node:timers/promises'
import { mnistId } from '../../shared/dataset.ts'
import { LabProblem, messageOf } from '../../shared/problems.ts'
import { packTensors } from '../../shared/tensors.ts'
import { nearestImages } from '../data/nearest.ts'
import { openImages } from '../data/open-images.ts'
import { activations } from './activations.ts'
import type { ExaminerAnswer, ExaminerRequest, ExaminerSetup, ImagePlace, Question } from './examine-messages.ts'
import { heat } from './heat.ts'
import { openLikeness, type Known } from './likeness.ts'
import { openNetwork, type OpenNetwork } from './open-network.ts'
import { takeTogether } from './together.ts'

type Say = (answer: ExaminerAnswer, moved: ArrayBuffer[]) => void
type Asked<K extends Question['kind']> = Question & { kind: K; id: number }

/**
 * The examiner's thread: reads what it needs when it is first asked for it, and answers one question after another, those
 * that are alike together.
 */
export function serveExaminer({ places }: ExaminerSetup, say: Say): (request: ExaminerRequest) => void {
	const sets = openImages(places)
	const networks = new Map<string, Promise<OpenNetwork>>()
	const waiting: ExaminerRequest[] = []
	let known: Promise<Known> | undefined
	let working = false

	async function imageAt({ set, part, image }: ImagePlace): Promise<Uint8Array> {
		const { pixels, height, width } = await sets.images(set, part)
		return pixels.subarray(image * height * width, (image + 1) * height * width)
	}

	function network(key: string): Promise<OpenNetwork> {
		const opening = networks.get(key)
		if (!opening) throw new Error(`no network ${key} was opened`)
		return opening
	}

	async function likeness(fields: Uint8Array): Promise<Float32Array> {
		known ??= Promise.all([sets.images(mnistId, 'training'), sets.labels(mnistId)]).then(([{ pixels }, labels]) =>
			openLikeness(pixels, labels)
		)
		known.catch(() => (known = undefined))
		return (await known).likeness(fields)
	}

	async function nearest({ id, picture, count }: Asked<'nearest'>): Promise<void> {
		const set = 'part' in picture ? picture.set : mnistId
		const training = await sets.images(set, 'training')
		const labels = await sets.labels(set)
		const own = 'part' in picture && picture.part === 'training' ? picture.image : null
		const pixels = picture instanceof Uint8Array ? picture : await imageAt(picture)
		const found = nearestImages(training.pixels, pixels, count, own)
		const neighbours = found.map((one) => ({ ...one, label: labels[one.image] ?? 0 }))
		say({ kind: 'nearest', id, neighbours }, [])
	}

	/** Asks about the pictures of all questions at once, and gives each its share. */
	async function share(
		questions: readonly Asked<'answers' | 'likeness'>[],
		ask: (fields: Uint8Array) => Promise<Float32Array>
	): Promise<void> {
		const size = questions.reduce((sum, { fields }) => sum + fields.length, 0)
		const fields = new Uint8Array(size)
		let place = 0
		for (const question of questions) {
			fields.set(question.fields, place)
			place += question.fields.length
		}
		const said = await ask(fields)
		const until = (place: number) => (place * said.length) / size
		place = 0
		for (const { kind, id, fields } of questions) {
			const values = said.slice(until(place), until(place + fields.length))
			say({ kind, id, values }, [values.buffer])
			place += fields.length
		}
	}

	async function answer(first: ExaminerRequest, all: readonly ExaminerRequest[]): Promise<void> {
		switch (first.kind) {
			case 'open': {
				const { layers, weights, image } = first.network
				const opening = openNetwork(layers, weights, image)
				networks.set(first.key, opening)
				// whoever asks it hears of it
				opening.catch(() => undefined)
				return
			}
			case 'close': {
				const opening = networks.get(first.key)
				networks.delete(first.key)
				await opening?.then(
					(network) => network.close(),
					() => undefined
				)
				return
			}
			case 'activations': {
				const pixels = await imageAt(first.of)
				const bytes = packTensors(activations(await network(first.key), pixels))
				say({ kind: 'activations', id: first.id, bytes }, [bytes.buffer])
				return
			}
			case 'nearest':
				return nearest(first)
			case 'answers':
				return share(all as Asked<'answers'>[], async (fields) => (await network(first.key)).answers(fields))
			case 'likeness':
				return share(all as Asked<'likeness'>[], likeness)
			case 'heat': {
				const open = await network(first.key)
				const values = heat(first.field, 28, first.answer, (fields) => open.answers(fields))
				say({ kind: 'heat', id: first.id, values }, [values.buffer])
			}
		}
	}

	async function work(): Promise<void> {
		working = true
		while (waiting.length > 0) {
			// everything that came while the last one was answered
			await nextTurn()
			const questions = takeTogether(waiting)
			const [first] = questions
			if (!first) continue
			try {
				await answer(first, questions)
			} catch (error) {
				const code = error instanceof LabProblem ? error.code : null
				const sentence = messageOf(error)
				for (const one of questions) if ('id' in one) say({ kind: 'refused', id: one.id, code, sentence }, [])
			}
		}
		working = false
	}

	return (request) => {
		waiting.push(request)
		if (!working) void work()
	}
}
