import { Worker } from 'node:worker_threads'
import type { Part } from '../../shared/bytes.ts'
import { LabProblem } from '../../shared/problems.ts'
import type { Neighbour } from '../../shared/runs.ts'
import type { Examined, ExaminerAnswer, ExaminerRequest, ExaminerSetup } from '../train/examine-messages.ts'

/** What the core sees of the thread that looks into networks and data. Every promise may reject with a LabProblem. */
export interface Examiner {
	/** `key` names the network with its weights; `network` is asked for only when the thread has another one. Answers `packTensors`. */
	activations(key: string, network: () => Examined, part: Part, image: number): Promise<Uint8Array<ArrayBuffer>>
	nearest(part: Part, image: number, count: number): Promise<Neighbour[]>
	/** The same for a picture of 784 bytes from elsewhere. */
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
	/** The network it was sent last. */
	key: string | null
	waiting: Map<number, PromiseWithResolvers<ExaminerAnswer>>
}

type Question = ExaminerRequest extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never

/** The thread starts with the first question; one that died is started anew with the next. */
export function examinerOf(file: URL, setup: ExaminerSetup): Examiner {
	let thread: Thread | null = null
	let questions = 0
	let closed = false

	function start(): Thread {
		const worker = new Worker(file, { workerData: setup })
		const begun: Thread = { worker, key: null, waiting: new Map() }
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

	async function ask<K extends ExaminerAnswer['kind']>(
		kind: K,
		pose: (thread: Thread) => [question: Question, moved?: ArrayBuffer[]]
	): Promise<ExaminerAnswer & { kind: K }> {
		if (closed) throw new LabProblem('NOT_NOW', 'The lab is being closed.')
		thread ??= start()
		const [question, moved] = pose(thread)
		const id = ++questions
		const waiting = Promise.withResolvers<ExaminerAnswer>()
		thread.waiting.set(id, waiting)
		thread.worker.postMessage({ ...question, id }, moved)
		const answer = await waiting.promise
		if (answer.kind === 'refused')
			throw answer.code ? new LabProblem(answer.code, answer.sentence) : new Error(answer.sentence)
		if (answer.kind !== kind) throw new Error(`the examiner answered ${answer.kind} to ${kind}`)
		return answer as ExaminerAnswer & { kind: K }
	}

	return {
		async activations(key, network, part, image) {
			const { bytes } = await ask('activations', (thread) => {
				const sent = thread.key === key ? null : network()
				thread.key = key
				const moved = sent?.weights[0]?.values.buffer as ArrayBuffer | undefined
				return [{ kind: 'activations', network: sent, part, image }, moved ? [moved] : []]
			})
			return bytes
		},
		nearest: async (part, image, count) =>
			(await ask('nearest', () => [{ kind: 'nearest', part, image, count }])).neighbours,
		async close() {
			closed = true
			await thread?.worker.terminate()
		}
	}
}
