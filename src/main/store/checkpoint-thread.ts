import { Worker } from 'node:worker_threads'
import type { Database } from './database.ts'

/** How much the write-ahead log may grow before it is written into the database file. */
const limit = 8 * 2 ** 20

export interface Checkpoints {
	/** Counts what has just been written; past the limit another thread moves the log into the file. */
	wrote: (bytes: number) => void
	close(): Promise<void>
}

/**
 * Moves SQLite's write-ahead log into the database from a thread of its own: waiting for the disk takes tens of
 * milliseconds, which the core's thread does not have. `program` is `checkpointer.ts`; it starts when first needed.
 */
export function checkpointsOf(database: Database, program: URL): Checkpoints {
	// a net, should the thread fail: then the log is moved here, at 200 MB
	database.pragma('wal_autocheckpoint = 50000')
	let worker: Worker | null = null
	let written = 0
	return {
		wrote(bytes) {
			written += bytes
			if (written < limit) return
			written = 0
			worker ??= new Worker(program, { workerData: database.name }).on('error', () => (worker = null))
			worker.unref()
			worker.postMessage('checkpoint')
		},
		async close() {
			await worker?.terminate()
		}
	}
}
