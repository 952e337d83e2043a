import { Worker } from 'node:worker_threads'
import type { DiskAnswer, DiskRequest } from './checkpointer.ts'
import type { Database } from './database.ts'
import type { StoredKept, StoredTensors } from './kept.ts'

/** How much the write-ahead log may grow before it is written into the database file. */
const limit = 8 * 2 ** 20

export interface Checkpoints {
	/** Counts what has just been written; past the limit the thread moves the log into the file. */
	wrote: (bytes: number) => void
	/** Resolves when it is written; rejects with what SQLite said. The bytes are handed over: they are gone here. */
	keep: (run: number, kept: StoredKept) => Promise<void>
	close(): Promise<void>
}

/**
 * Writes weights and optimizer states, megabytes each, and moves SQLite's write-ahead log into the database, all from a
 * thread of its own: that takes tens of milliseconds, which the core's thread does not have. `program` is
 * `checkpointer.ts`; it starts when first needed.
 */
export function checkpointsOf(database: Database, program: URL): Checkpoints {
	// a net, should the thread fail: then the log is moved here, at 200 MB
	database.pragma('wal_autocheckpoint = 50000')
	let worker: Worker | null = null
	let written = 0
	let asked = 0
	const waiting = new Map<number, PromiseWithResolvers<undefined>>()

	function start(): Worker {
		const made = new Worker(program, { workerData: database.name })
		made.on('message', ({ id, problem }: DiskAnswer) => {
			const asker = waiting.get(id)
			waiting.delete(id)
			if (problem === null) asker?.resolve(undefined)
			else asker?.reject(new Error(problem))
		})
		made.on('error', (error) => {
			if (worker === made) worker = null
			for (const asker of waiting.values()) asker.reject(error)
			waiting.clear()
		})
		made.unref()
		return made
	}

	function ask(request: DiskRequest, moved: ArrayBuffer[] = []) {
		worker ??= start()
		worker.postMessage(request, moved)
	}

	function wrote(bytes: number) {
		written += bytes
		if (written < limit) return
		written = 0
		ask({ kind: 'moveLog' })
	}

	return {
		wrote,
		keep(run, kept) {
			const id = ++asked
			const asker = Promise.withResolvers<undefined>()
			waiting.set(id, asker)
			const buffers = [kept.weights, kept.state, kept.best?.weights].flatMap(bufferOf)
			const size = buffers.reduce((sum, { byteLength }) => sum + byteLength, 0)
			ask({ kind: 'keep', id, run, kept }, buffers)
			wrote(size)
			return asker.promise
		},
		async close() {
			await worker?.terminate()
		}
	}
}

const bufferOf = (tensors: StoredTensors | null | undefined) => (tensors ? [tensors.bytes.buffer as ArrayBuffer] : [])
