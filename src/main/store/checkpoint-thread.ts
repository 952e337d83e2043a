import { Worker } from 'node:worker_threads'
import { buffersIn } from '../../shared/handed-over.ts'
import type { DiskAnswer, DiskFinds, DiskRequest } from './checkpointer.ts'
import type { Compared, Digests } from './compare.ts'
import type { Database } from './database.ts'
import type { StoredKept, StoredStart } from './kept.ts'

/** How much the write-ahead log may grow before it is written into the database file. */
const limit = 8 * 2 ** 20

export interface Checkpoints {
	/** Counts what has just been written; past the limit the thread moves the log into the file. */
	wrote: (bytes: number) => void
	/** Resolves when it is written; rejects with what SQLite said. The bytes are handed over: they are gone here. */
	keep: (run: number, kept: StoredKept) => Promise<void>
	/**
	 * Resolves when nothing is being kept. While that is written nobody else can write: who waits here first lets the core's
	 * thread do other things, who does not has it wait for SQLite's lock.
	 */
	free: () => Promise<void>
	/** Where a run that was cut off goes on, once it was rewound to its checkpoint; null for one that starts from its seed. */
	start: (run: number) => Promise<StoredStart | null>
	/** Whether the weights and test answers of a run and of others are the same, in their order. */
	compare: (run: number, others: number[]) => Promise<Compared[]>
	/** Of the weights a finished run was judged with, and of its test answers; null for one that is not finished. */
	digests: (run: number) => Promise<Digests | null>
	/** Copies the whole database, as it is at this moment, into the file `to`. */
	copy: (to: string) => Promise<void>
	close(): Promise<void>
}

/**
 * Writes and reads weights and optimizer states, megabytes each, and moves SQLite's write-ahead log into the database, all from a
 * thread of its own: that takes tens of milliseconds, which the core's thread does not have. `program` is
 * `checkpointer.ts`; it starts when first needed.
 */
export function checkpointsOf(database: Database, program: URL): Checkpoints {
	// a net, should the thread fail: then the log is moved here, at 200 MB
	database.pragma('wal_autocheckpoint = 50000')
	let worker: Worker | null = null
	let written = 0
	let asked = 0
	let closed = false
	const keeping = new Set<Promise<unknown>>()
	const waiting = new Map<number, PromiseWithResolvers<DiskFinds[keyof DiskFinds]>>()

	function open(): Worker {
		const made = new Worker(program, { workerData: database.name })
		made.on('message', (answer: DiskAnswer) => {
			const asker = waiting.get(answer.id)
			waiting.delete(answer.id)
			if (waiting.size === 0) made.unref()
			if ('problem' in answer) asker?.reject(Object.assign(new Error(answer.problem), { code: answer.code }))
			else asker?.resolve(answer.found)
		})
		const lost = (error: Error) => {
			if (worker !== made || closed) return
			worker = null
			for (const asker of waiting.values()) asker.reject(error)
			waiting.clear()
		}
		made.on('error', lost)
		// one that ends without an error must not leave those who write waiting
		made.on('exit', () => lost(new Error('the thread that keeps checkpoints ended')))
		made.unref()
		return made
	}

	function ask(request: DiskRequest, moved: ArrayBuffer[] = []) {
		worker ??= open()
		worker.postMessage(request, moved)
	}

	/** Asks, and answers what the thread finds. */
	function answered<Kind extends keyof DiskFinds>(
		request: (id: number) => Extract<DiskRequest, { kind: Kind }>,
		moved: ArrayBuffer[] = []
	): Promise<DiskFinds[Kind]> {
		const id = ++asked
		const asker = Promise.withResolvers<DiskFinds[keyof DiskFinds]>()
		waiting.set(id, asker)
		ask(request(id), moved)
		// a program that has nothing else to do waits for the answer
		worker?.ref()
		return asker.promise as Promise<DiskFinds[Kind]>
	}

	function wrote(bytes: number) {
		written += bytes
		if (written < limit) return
		written = 0
		ask({ kind: 'moveLog' })
	}

	return {
		wrote,
		async keep(run, kept) {
			const buffers = buffersIn(kept)
			wrote(buffers.reduce((sum, { byteLength }) => sum + byteLength, 0))
			const written = answered<'keep'>((id) => ({ kind: 'keep', id, run, kept }), buffers)
			keeping.add(written)
			try {
				await written
			} finally {
				keeping.delete(written)
			}
		},
		async free() {
			while (keeping.size > 0) await Promise.allSettled(keeping)
		},
		start: (run) => answered<'start'>((id) => ({ kind: 'start', id, run })),
		compare: (run, others) => answered<'compare'>((id) => ({ kind: 'compare', id, run, others })),
		digests: (run) => answered<'digests'>((id) => ({ kind: 'digests', id, run })),
		async copy(to) {
			await answered<'copy'>((id) => ({ kind: 'copy', id, to }))
		},
		async close() {
			closed = true
			await worker?.terminate()
		}
	}
}
