import { Worker } from 'node:worker_threads'
import { LabProblem } from '../../shared/problems.ts'
import type { ReaderAnswer, ReaderRequest } from '../vision/reader-messages.ts'
import type { Readers } from './readers.ts'

export interface ReaderSetup {
	/** How many threads at most: one a core, and more than four have nothing to do. */
	threads: number
	/** How long one picture may take before its thread is given up. */
	seconds: number
}

export const readerSetup = (cores: number): ReaderSetup => ({ threads: Math.min(4, Math.max(1, cores)), seconds: 30 })

type Question = ReaderRequest extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never

interface Asked {
	question: Question
	/** What a sentence about it begins with. */
	name: string
	/** Which picture it is about, for the threads remember their last one. */
	key: string
	answer: PromiseWithResolvers<ReaderAnswer>
}

interface Thread {
	worker: Worker
	/** The picture it saw last. */
	key: string
	busy: Asked | null
	timer: NodeJS.Timeout | undefined
}

/**
 * Threads that read pictures, each one at a time; the others wait in line. They start when they are needed, and one that
 * died or was stuck answers its question with a sentence and is replaced with the next.
 */
export function readersOf(file: URL, { threads: most, seconds }: ReaderSetup): Readers {
	const threads = new Set<Thread>()
	const line: Asked[] = []
	const ending = new Set<Promise<unknown>>()
	let questions = 0
	let closed = false

	function start(): Thread {
		const worker = new Worker(file)
		const thread: Thread = { worker, key: '', busy: null, timer: undefined }
		let why = ''
		worker.on('message', (answer: ReaderAnswer) => {
			const { busy } = thread
			free(thread)
			busy?.answer.resolve(answer)
			next()
		})
		worker.on('error', (error) => (why = ` (${error.message})`))
		worker.on('exit', () =>
			giveUp(thread, `could not be read: the thread that read it ended unexpectedly${why}. Try it again.`)
		)
		threads.add(thread)
		return thread
	}

	function free(thread: Thread): void {
		clearTimeout(thread.timer)
		thread.busy = null
	}

	function giveUp(thread: Thread, sentence: string): void {
		const { busy } = thread
		threads.delete(thread)
		free(thread)
		busy?.answer.reject(new LabProblem('NOT_NOW', `${busy.name} ${sentence}`))
		if (!closed) next()
	}

	/** Hands out what waits: the oldest first, to the thread that knows the picture, if there is one that is free. */
	function next(): void {
		for (let asked = line[0]; asked !== undefined; asked = line[0]) {
			const idle = [...threads].filter(({ busy }) => busy === null)
			const { key } = asked
			const knowing = idle.find((thread) => thread.key === key) ?? idle[0]
			const thread = knowing ?? (threads.size < most ? start() : undefined)
			if (!thread) return
			line.shift()
			give(thread, asked)
		}
	}

	function give(thread: Thread, asked: Asked): void {
		thread.busy = asked
		thread.key = asked.key
		thread.timer = setTimeout(() => {
			const end = thread.worker.terminate()
			ending.add(end)
			void end.finally(() => ending.delete(end))
			giveUp(thread, `takes longer than ${seconds} seconds to read. Save it smaller or simpler and try again.`)
		}, seconds * 1000)
		thread.worker.postMessage({ ...asked.question, id: ++questions }, [asked.question.file.buffer])
	}

	async function ask<K extends ReaderAnswer['kind']>(
		kind: K,
		question: Question,
		name: string
	): Promise<ReaderAnswer & { kind: K }> {
		if (closed) throw new LabProblem('NOT_NOW', `${name} was not read: the lab is being closed.`)
		const asked: Asked = { question, name, key: keyOf(question), answer: Promise.withResolvers() }
		line.push(asked)
		next()
		const answer = await asked.answer.promise
		if (answer.kind === 'refused')
			throw answer.code ? new LabProblem(answer.code, answer.sentence) : new Error(answer.sentence)
		if (answer.kind !== kind) throw new Error(`a reader answered ${answer.kind} to ${kind}`)
		return answer as ReaderAnswer & { kind: K }
	}

	return {
		async read(file, name, settings) {
			const { picture, file: kept } = await ask('read', { kind: 'read', file: copied(file), name, settings }, name)
			return { ...picture, file: kept ?? file }
		},
		step: async (file, settings, step, digit) =>
			(await ask('step', { kind: 'step', file: copied(file), settings, step, digit }, 'The picture')).png,
		thumbnail: async (file) => (await ask('thumbnail', { kind: 'thumbnail', file: copied(file) }, 'The picture')).jpeg,
		async close() {
			closed = true
			for (const { answer, name } of line.splice(0))
				answer.reject(new LabProblem('NOT_NOW', `${name} was not read: the lab was closed before.`))
			const open = [...threads]
			for (const thread of open) giveUp(thread, 'was not read: the lab was closed before.')
			await Promise.all([...open.map(({ worker }) => worker.terminate()), ...ending])
		}
	}
}

/** A view of its own, so that what is sent is the file and not the whole buffer it lies in. */
const copied = (file: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(file)

/** The same for the same picture and settings; two that share it by chance only lose time. */
function keyOf(question: Question): string {
	const { file } = question
	let sum = file.length
	const step = Math.max(1, Math.floor(file.length / 128))
	for (let place = 0; place < file.length; place += step) sum = (Math.imul(sum, 31) + (file[place] ?? 0)) | 0
	return `${file.length} ${sum} ${JSON.stringify('settings' in question ? question.settings : null)}`
}
