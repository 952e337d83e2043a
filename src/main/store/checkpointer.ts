import type { MessagePort } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import { copyWhileOpen } from './backups.ts'
import { buffersOf, keptStore, type StoredKept, type StoredStart } from './kept.ts'

/** What the core asks of the thread that waits for the disk. */
export type DiskRequest =
	/** Moves the write-ahead log into the database. */
	| { kind: 'moveLog' }
	| { kind: 'keep'; id: number; run: number; kept: StoredKept }
	| { kind: 'start'; id: number; run: number }
	/** Copies the whole database into a new file. */
	| { kind: 'copy'; id: number; to: string }

/** That it is done, or why it could not be; `start` answers the request of that name. */
export type DiskAnswer = { id: number; start: StoredStart | null } | { id: number; problem: string }

/** In a thread of its own: writes and reads what is large in the database at `file`, and moves its log. */
export function serveCheckpoints(file: string, port: MessagePort): void {
	const database = new Sqlite(file, { timeout: 5000 })
	database.pragma('synchronous = NORMAL')
	database.pragma('foreign_keys = ON')
	database.pragma('wal_autocheckpoint = 0')
	const store = keptStore(database)

	async function answer(id: number, work: () => StoredStart | null | Promise<null>) {
		try {
			const found = await work()
			port.postMessage({ id, start: found } satisfies DiskAnswer, buffersOf(found))
		} catch (error) {
			const problem = error instanceof Error ? error.message : String(error)
			port.postMessage({ id, problem } satisfies DiskAnswer)
		}
	}

	port.on('message', (request: DiskRequest) => {
		switch (request.kind) {
			case 'moveLog':
				database.pragma('wal_checkpoint(PASSIVE)')
				return
			case 'keep':
				return void answer(request.id, () => {
					store.keep(request.run, request.kept)
					return null
				})
			case 'start':
				return void answer(request.id, () => store.start(request.run))
			case 'copy':
				return void answer(request.id, () => copyWhileOpen(file, request.to).then(() => null))
		}
	})
}
