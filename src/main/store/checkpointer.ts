import type { MessagePort } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import { keptStore, type StoredKept } from './kept.ts'

/** What the core asks of the thread that waits for the disk. */
export type DiskRequest =
	/** Moves the write-ahead log into the database. */
	{ kind: 'moveLog' } | { kind: 'keep'; id: number; run: number; kept: StoredKept }

/** That it has been kept, or why it could not be. */
export interface DiskAnswer {
	id: number
	problem: string | null
}

/** In a thread of its own: writes what is large into the database at `file`, and moves its log. */
export function serveCheckpoints(file: string, port: MessagePort): void {
	const database = new Sqlite(file, { timeout: 5000 })
	database.pragma('synchronous = NORMAL')
	database.pragma('foreign_keys = ON')
	database.pragma('wal_autocheckpoint = 0')
	const keep = keptStore(database)
	port.on('message', (request: DiskRequest) => {
		switch (request.kind) {
			case 'moveLog':
				database.pragma('wal_checkpoint(PASSIVE)')
				return
			case 'keep':
				port.postMessage({ id: request.id, problem: attempt(() => keep.immediate(request.run, request.kept)) })
		}
	})
}

function attempt(work: () => void): string | null {
	try {
		work()
		return null
	} catch (error) {
		return error instanceof Error ? error.message : String(error)
	}
}
