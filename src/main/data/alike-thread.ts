import type { Worker } from 'node:worker_threads'
import type { Part } from '../../shared/bytes.ts'
import { LabProblem } from '../../shared/problems.ts'
import type { Neighbour } from '../../shared/runs.ts'
import type { AlikeQuestion, Told } from './analysis/tasks.ts'

/** How long the thread stays when nobody asks, in ms. */
const patience = 30_000

interface Asked extends AlikeQuestion {
	set: string
	answer: PromiseWithResolvers<Neighbour[]>
}

interface Thread {
	worker: Worker
	/** The set it has read; null once it is not to be asked any more. */
	set: string | null
	busy: Asked | null
}

/**
 * One thread for all who ask which images are like one. It keeps the set that was asked about last and answers one question at a
 * time, the newest first: older ones are mostly those of pages that were left. It starts with a question, with what `start`
 * makes of a set, and one that died is started anew with the next.
 */
export function alikeThread(start: (set: string) => Worker) {
	let thread: Thread | null = null
	let timer: NodeJS.Timeout | undefined
	let closed = false
	const line: Asked[] = []

	function open(set: string): Thread {
		const made: Thread = { worker: start(set), set, busy: null }
		let why = ''
		made.worker.on('message', (told: Told) => {
			const { busy } = made
			if (told.kind === 'doing' || !busy) return
			made.busy = null
			if (told.kind === 'alike') busy.answer.resolve(told.neighbours)
			else {
				// what it has read may be good for nothing
				made.set = null
				const { code, sentence } = told.kind === 'refused' ? told : { code: null, sentence: `it answered ${told.kind}` }
				busy.answer.reject(code ? new LabProblem(code, sentence) : new Error(sentence))
			}
			next()
		})
		made.worker.on('error', (error) => (why = ` (${error.message})`))
		made.worker.on('exit', () => {
			thread = null
			made.busy?.answer.reject(
				closed ? beingClosed() : new LabProblem('NOT_NOW', `The thread that looks at the data ended${why}. Ask again.`)
			)
			next()
		})
		return made
	}

	/** Hands out the newest question, if the thread is free; one that has read another set makes room first. */
	function next(): void {
		clearTimeout(timer)
		if (closed || thread?.busy) return
		const newest = line.at(-1)
		if (thread && newest && thread.set !== newest.set) return end()
		if (!newest) {
			if (thread) timer = setTimeout(end, patience)
			return
		}
		line.pop()
		thread ??= open(newest.set)
		thread.busy = newest
		thread.worker.postMessage({ part: newest.part, image: newest.image } satisfies AlikeQuestion)
	}

	/** Whoever waits goes on with another thread. */
	function end(): void {
		if (thread) thread.set = null
		void thread?.worker.terminate()
	}

	return {
		/** Whoever leaves before it is their turn is not answered. */
		async ask(set: string, part: Part, image: number, signal?: AbortSignal): Promise<Neighbour[]> {
			if (closed) throw beingClosed()
			const asked: Asked = { set, part, image, answer: Promise.withResolvers() }
			line.push(asked)
			next()
			const leave = () => {
				if (!line.includes(asked)) return
				line.splice(line.indexOf(asked), 1)
				asked.answer.reject(new LabProblem('NOT_NOW', 'Nobody waits for the answer any more.'))
			}
			signal?.addEventListener('abort', leave)
			try {
				return await asked.answer.promise
			} finally {
				signal?.removeEventListener('abort', leave)
			}
		},
		/** Lets go of what it has read. */
		async forget(): Promise<void> {
			if (thread) thread.set = null
			await thread?.worker.terminate()
		},
		async close(): Promise<void> {
			closed = true
			clearTimeout(timer)
			for (const { answer } of line.splice(0)) answer.reject(beingClosed())
			await thread?.worker.terminate()
		}
	}
}

const beingClosed = () => new LabProblem('NOT_NOW', 'The lab is being closed.')
