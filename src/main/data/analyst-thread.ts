import { createHash } from 'node:crypto'
import { EventEmitter, on } from 'node:events'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { analysisVersion, type Analysing, type Work } from '../../shared/analysis/analysis.ts'
import type { Part } from '../../shared/bytes.ts'
import { LabProblem } from '../../shared/problems.ts'
import type { Neighbour } from '../../shared/runs.ts'
import { alikeThread } from './alike-thread.ts'
import type { Task, Told } from './analysis/tasks.ts'
import { placesOf } from './places.ts'
import { findSet } from './sets.ts'

/** What the core sees of the threads that look at a data set. Promises and feeds may fail with a LabProblem. */
export interface Analyst {
	/** Works something out, unless it is kept already, and tells how far it is. When the last who follows leaves, it is stopped. */
	follow(set: string, work: Work, signal: AbortSignal | undefined): AsyncGenerator<Analysing, void>
	/** What was worked out, JSON; null before that. */
	kept: (set: string, work: Work) => Promise<Uint8Array<ArrayBuffer> | null>
	/** The report as HTML; `suspects` is JSON. */
	report(set: string, analysis: Uint8Array, map: Uint8Array | null, suspects: string): Promise<Uint8Array<ArrayBuffer>>
	/** One thread answers them all, one at a time, the newest first. */
	alike(set: string, part: Part, image: number, signal?: AbortSignal): Promise<Neighbour[]>
	/** Throws away what was worked out of a data set with this checksum, and lets go of its files. */
	forget: (sha256: string) => Promise<void>
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

type Asked = Task extends infer T ? (T extends Task ? Omit<T, 'places'> : never) : never

/** `program` is analyst.ts; what is worked out is kept in `home`, by what the data set is and the analysis' version. */
export function analystOf(program: URL, at: { dataFolder: string; home: string }): Analyst {
	const places = placesOf(at)
	const home = join(at.home, 'analysis')
	/** By the file that is to be made. */
	const jobs = new Map<string, Job>()
	const open = new Set<Worker>()
	const alike = alikeThread((set) => new Worker(program, { workerData: { kind: 'alike', set, places } satisfies Task }))
	let closed = false
	const prefix = (sha256: string) => sha256.slice(0, 16)

	/** The analysis says what the classes are called as well; the map is of the images alone. */
	function fileOf(set: string, work: Work): string {
		const { source, classes, sha256 } = findSet(places, set)
		const called = createHash('sha256').update(JSON.stringify([source, classes]))
		const what = work === 'map' ? work : `${called.digest('hex').slice(0, 8)}-${work}`
		return join(home, `${prefix(sha256)}-${what}-${analysisVersion}.json`)
	}

	/** A thread for one task. `news` hears how far it is. */
	function start(task: Asked, news?: (told: Extract<Told, { kind: 'doing' }>) => void): Pick<Job, 'worker' | 'answer'> {
		if (closed) throw new LabProblem('NOT_NOW', 'The lab is being closed.')
		const worker = new Worker(program, { workerData: { ...task, places } })
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

	function begin(set: string, work: Work, file: string): Job {
		const news = new EventEmitter()
		const job: Job = {
			...start({ kind: work, set, file }, (told) => {
				job.last = told
				news.emit('doing', told)
			}),
			news,
			last: { kind: 'doing', doing: 'Reading the images', share: 0 },
			followers: 0
		}
		const end = () => {
			if (jobs.get(file) === job) jobs.delete(file)
			news.emit('end')
		}
		job.answer.then(end, end)
		jobs.set(file, job)
		return job
	}

	async function* follow(set: string, work: Work, signal: AbortSignal | undefined): AsyncGenerator<Analysing, void> {
		const file = fileOf(set, work)
		if (await isThere(file)) {
			yield { kind: 'done' }
			return
		}
		const job = jobs.get(file) ?? begin(set, work, file)
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
			if (--job.followers === 0 && jobs.get(file) === job) {
				jobs.delete(file)
				void job.worker.terminate()
			}
		}
	}

	return {
		follow,
		async kept(set, work) {
			const file = fileOf(set, work)
			return (await isThere(file)) ? new Uint8Array(await readFile(file)) : null
		},
		async report(set, analysis, map, suspects) {
			const { worker, answer } = start({ kind: 'report', set, pieces: { analysis, map, suspects } })
			try {
				return ((await answer) as Told & { kind: 'report' }).html
			} finally {
				void worker.terminate()
			}
		},
		alike: (...asked) => alike.ask(...asked),
		async forget(sha256) {
			await alike.forget()
			const kept = await readdir(home).catch(() => [])
			const own = kept.filter((name) => name.startsWith(`${prefix(sha256)}-`))
			await Promise.all(own.map((name) => rm(join(home, name), { force: true })))
		},
		async close() {
			closed = true
			await Promise.all([alike.close(), ...[...open].map((worker) => worker.terminate())])
		}
	}
}

const isThere = (file: string) =>
	stat(file).then(
		() => true,
		() => false
	)
