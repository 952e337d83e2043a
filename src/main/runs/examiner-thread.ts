import { Worker } from 'node:worker_threads'
import { LabProblem } from '../../shared/problems.ts'
import type { Neighbour } from '../../shared/runs.ts'
import type {
	Examined,
	ExaminerAnswer,
	ExaminerRequest,
	ExaminerSetup,
	ImagePlace,
	Question
} from '../train/examine-messages.ts'

/** What the core sees of the thread that looks into networks and data. Every promise may reject with a LabProblem. */
export interface Examiner {
	/** Answers `packTensors`. */
	activations(network: Asked, of: ImagePlace): Promise<Uint8Array<ArrayBuffer>>
	/** Among the training images of the same set. */
	nearest(of: ImagePlace, count: number): Promise<Neighbour[]>
	/** The same for a picture of 784 bytes from elsewhere, among MNIST's. */
	nearestTo(field: Uint8Array, count: number): Promise<Neighbour[]>
	/** What each network answers to pictures of 784 bytes: count × classes each. Questions that wait are answered together. */
	answers(networks: readonly Asked[], fields: Uint8Array): Promise<Float32Array[]>
	/** How like the training images each picture is, from 0 to 1. */
	likeness(fields: Uint8Array): Promise<Float32Array>
	/** By how much the probability of `answer` falls when what is around a pixel is covered: 784 values, row by row. */
	heat(network: Asked, field: Uint8Array, answer: number): Promise<Float32Array>
	close(): Promise<void>
}

/** A network by the name it has in the thread; `network` is asked for only when the thread does not have it. */
export interface Asked {
	key: string
	network: () => Examined
}

interface Thread {
	worker: Worker
	/** How many numbers each network has that is open in it, the one that was asked last at the end. */
	open: Map<string, number>
	waiting: Map<number, PromiseWithResolvers<ExaminerAnswer>>
}

/** So many networks stay open, with so many numbers in all of them (256 MB), besides the one that is asked. */
const mostOpen = { networks: 16, numbers: 2 ** 26 }

/** The thread starts with the first question; one that died is started anew with the next. */
export function examinerOf(file: URL, setup: ExaminerSetup): Examiner {
	let thread: Thread | null = null
	let questions = 0
	let closed = false

	function start(): Thread {
		const worker = new Worker(file, { workerData: setup })
		const begun: Thread = { worker, open: new Map(), waiting: new Map() }
		let lastError: Error | undefined
		worker.on('message', (answer: ExaminerAnswer) => {
			begun.waiting.get(answer.id)?.resolve(answer)
			begun.waiting.delete(answer.id)
		})
		worker.on('error', (error) => (lastError = error))
		worker.on('exit', () => {
			if (thread === begun) thread = null
			const why = lastError ? ` (${lastError.message})` : ''
			const sentence = closed
				? 'The lab was closed before it could answer.'
				: `The thread that looks into networks ended unexpectedly${why}. Ask again: a new one is started.`
			for (const one of begun.waiting.values()) one.reject(new LabProblem('NOT_NOW', sentence))
		})
		return begun
	}

	/** Pictures are handed in as copies: a message takes the whole buffer along that a view is of. */
	const tell = (to: Thread, request: ExaminerRequest, moved: ArrayBuffer[] = []) =>
		to.worker.postMessage(request, moved)

	/** Makes sure that the thread has the network, and closes what was not asked for the longest time. */
	function give(to: Thread, { key, network }: Asked): void {
		let numbers = to.open.get(key)
		to.open.delete(key)
		if (numbers === undefined) {
			const sent = network()
			numbers = sent.weights.reduce((sum, { values }) => sum + values.length, 0)
			const all = () => [...to.open.values()].reduce((sum, one) => sum + one, numbers ?? 0)
			for (const old of to.open.keys()) {
				if (to.open.size < mostOpen.networks && all() <= mostOpen.numbers) break
				to.open.delete(old)
				tell(to, { kind: 'close', key: old })
			}
			const moved = sent.weights[0]?.values.buffer as ArrayBuffer | undefined
			tell(to, { kind: 'open', key, network: sent }, moved ? [moved] : [])
		}
		to.open.set(key, numbers)
	}

	async function ask<K extends Question['kind']>(
		question: Question & { kind: K },
		network?: Asked
	): Promise<ExaminerAnswer & { kind: K }> {
		const { kind } = question
		if (closed) throw new LabProblem('NOT_NOW', 'The lab is being closed.')
		const to = (thread ??= start())
		if (network) give(to, network)
		const id = ++questions
		const waiting = Promise.withResolvers<ExaminerAnswer>()
		to.waiting.set(id, waiting)
		tell(to, { ...question, id })
		const answer = await waiting.promise
		// it may be the network that could not be opened: the next question sends it anew
		if (answer.kind === 'refused' && network && to.open.delete(network.key))
			tell(to, { kind: 'close', key: network.key })
		if (answer.kind === 'refused')
			throw answer.code ? new LabProblem(answer.code, answer.sentence) : new Error(answer.sentence)
		if (answer.kind !== kind) throw new Error(`the examiner answered ${answer.kind} to ${kind}`)
		return answer as ExaminerAnswer & { kind: K }
	}

	return {
		activations: async (network, of) => (await ask({ kind: 'activations', key: network.key, of }, network)).bytes,
		nearest: async (picture, count) => (await ask({ kind: 'nearest', picture, count })).neighbours,
		nearestTo: async (picture, count) =>
			(await ask({ kind: 'nearest', picture: new Uint8Array(picture), count })).neighbours,
		answers: (networks, fields) =>
			Promise.all(
				networks.map(
					async (one) => (await ask({ kind: 'answers', key: one.key, fields: new Uint8Array(fields) }, one)).values
				)
			),
		likeness: async (fields) => (await ask({ kind: 'likeness', fields: new Uint8Array(fields) })).values,
		heat: async (network, field, answer) =>
			(await ask({ kind: 'heat', key: network.key, field: new Uint8Array(field), answer }, network)).values,
		async close() {
			closed = true
			await thread?.worker.terminate()
		}
	}
}
