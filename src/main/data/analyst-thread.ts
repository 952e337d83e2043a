import { EventEmitter, on } from 'node:events'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { analysisVersion, type Analysing, type Work } from '../../shared/analysis/analysis.ts'
import type { Part } from '../../shared/bytes.ts'
import { LabProblem } from '../../shared/problems.ts'
import type { Neighbour } from '../../shared/runs.ts'
import type { Task, Told } from './analysis/tasks.ts'
import { mnistSha256 } from './mnist.ts'

/** What the core sees of the threads that look at a data set. Promises and feeds may fail with a LabProblem. */
export interface Analyst {
	/** Works something out, unless it is kept already, and tells how far it is. When the last who follows leaves, it is stopped. */
	follow(work: Work, signal: AbortSignal | undefined): AsyncGenerator<Analysing, void>
	/** What was worked out, JSON; null before that. */
	kept(work: Work): Promise<Uint8Array<ArrayBuffer> | null>
	/** The report as HTML; `suspects` is JSON. */
	report(analysis: Uint8Array, map: Uint8Array | null, suspects: string): Promise<Uint8Array<ArrayBuffer>>
	alike(part: Part, image: number): Promise<Neighbour[]>
	close(): Promise<void>
}

interface Job {
	worker: Worker
	news: EventEmitter
	last: Analysing
	followers: number
	/** Settles when the thread has answered or ended. */
	answer: Promise<Told>
}

type Asked = Task extends infer T ? (T extends Task ? Omit<T, 'dataFolder'> : never) : never

/** `program` is analyst.ts; what is worked out is kept in `home`, by the data set's checksum and the analysis' version. */
export function analystOf(program: URL, { dataFolder, home }: { dataFolder: string; home: string }): Analyst {
	const jobs = new Map<Work, Job>()
	const open = new Set<Worker>()
	let closed = false
	const fileOf = (work: Work) => join(home, 'analysis', `${mnistSha256.slice(0, 16)}-${work}-${analysisVersion}.json`)

	/** A thread for one task. `news` hears how far it is. */
	function start(task: Asked, news?: (told: Extract<Told, { kind: 'doing' }>) => void): Pick<Job, 'worker' | 'answer'> {
		if (closed) throw new LabProblem('NOT_NOW', 'The lab is being closed.')
		const worker = new Worker(program, { workerData: { ...task, dataFolder } })
		open.add(worker)
		const answer = new Promise<Told>((resolve, reject) => {
			worker.on('message', (told: Told) => {
				if (told.kind === 'doing') news?.(told)
				else if (told.kind !== 'refused') resolve(told)
				else reject(told.code ? new LabProblem(told.code, told.sentence) : new Error(told.sentence))
			})
			worker.on('error', reject)
			worker.on('exit', () => {
				open.delete(worker)
				reject(new LabProblem('NOT_NOW', 'The thread that looks at the data ended before it could answer. Ask again.'))
			})
		})
		// whoever waits hears of it; when nobody does, nobody needs to
		answer.catch(() => undefined)
		return { worker, answer }
	}

	function begin(work: Work): Job {
		const news = new EventEmitter()
		const job: Job = {
			...start({ kind: work, file: fileOf(work) }, (told) => {
				job.last = told
				news.emit('doing', told)
			}),
			news,
			last: { kind: 'doing', doing: 'Reading the images', share: 0 },
			followers: 0
		}
		const end = () => {
			if (jobs.get(work) === job) jobs.delete(work)
			news.emit('end')
		}
		job.answer.then(end, end)
		jobs.set(work, job)
		return job
	}

	async function* follow(work: Work, signal: AbortSignal | undefined): AsyncGenerator<Analysing, void> {
		if (await isThere(fileOf(work))) {
			yield { kind: 'done' }
			return
		}
		const job = jobs.get(work) ?? begin(work)
		job.followers++
		try {
			const feed = on(job.news, 'doing', { close: ['end'], ...(signal && { signal }) }) as AsyncIterable<[Analysing]>
			yield job.last
			for await (const [told] of feed) yield told
			await job.answer
			yield { kind: 'done' }
		} catch (error) {
			if (!signal?.aborted) throw error
		} finally {
			if (--job.followers === 0 && jobs.get(work) === job) {
				jobs.delete(work)
				void job.worker.terminate()
			}
		}
	}

	async function ask<K extends Told['kind']>(task: Asked & { kind: K }): Promise<Told & { kind: K }> {
		const { worker, answer } = start(task)
		try {
			return (await answer) as Told & { kind: K }
		} finally {
			void worker.terminate()
		}
	}

	return {
		follow,
		async kept(work) {
			const file = fileOf(work)
			return (await isThere(file)) ? new Uint8Array(await readFile(file)) : null
		},
		report: async (analysis, map, suspects) =>
			(await ask({ kind: 'report', pieces: { analysis, map, suspects } })).html,
		alike: async (part, image) => (await ask({ kind: 'alike', part, image })).neighbours,
		async close() {
			closed = true
			await Promise.all([...open].map((worker) => worker.terminate()))
		}
	}
}

const isThere = (file: string) =>
	stat(file).then(
		() => true,
		() => false
	)
