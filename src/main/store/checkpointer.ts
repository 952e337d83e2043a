import type { MessagePort } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import { messageOf } from '../../shared/problems.ts'
import { buffersIn } from '../../shared/handed-over.ts'
import { copyWhileOpen } from './backups.ts'
import { compare, digests, type Compared, type Digests } from './compare.ts'
import { codeOf } from './disk-problem.ts'
import { keptStore, type StoredKept, type StoredStart } from './kept.ts'

/** What the core asks of the thread that waits for the disk. */
export type DiskRequest =
	/** Moves the write-ahead log into the database. */
	| { kind: 'moveLog' }
	| { kind: 'keep'; id: number; run: number; kept: StoredKept }
	| { kind: 'start'; id: number; run: number }
	/** Whether the weights and test answers of a run and of others are the same. */
	| { kind: 'compare'; id: number; run: number; others: number[] }
	/** What tells those of a run from all others. */
	| { kind: 'digests'; id: number; run: number }
	/** Copies the whole database into a new file. */
	| { kind: 'copy'; id: number; to: string }

/** What each request is answered with. */
export interface DiskFinds {
	keep: null
	start: StoredStart | null
	compare: Compared[]
	digests: Digests | null
	copy: null
}

/** That it is done, with what was found, or why it could not be. */
export type DiskAnswer =
	{ id: number; found: DiskFinds[keyof DiskFinds] } | { id: number; problem: string; code: string }

/** In a thread of its own: writes and reads what is large in the database at `file`, and moves its log. */
export function serveCheckpoints(file: string, port: MessagePort): void {
	const database = new Sqlite(file, { timeout: 5000 })
	database.pragma('synchronous = NORMAL')
	database.pragma('foreign_keys = ON')
	database.pragma('wal_autocheckpoint = 0')
	const store = keptStore(database)

	async function answer<Kind extends keyof DiskFinds>(
		{ id }: { kind: Kind; id: number },
		work: () => DiskFinds[Kind] | Promise<DiskFinds[Kind]>
	) {
		try {
			const found = await work()
			port.postMessage({ id, found } satisfies DiskAnswer, buffersIn(found))
		} catch (error) {
			port.postMessage({ id, problem: messageOf(error), code: codeOf(error) } satisfies DiskAnswer)
		}
	}

	port.on('message', (request: DiskRequest) => {
		switch (request.kind) {
			case 'moveLog':
				try {
					database.pragma('wal_checkpoint(PASSIVE)')
				} catch {
					// a full disk: what is to be kept says so, and the log is moved another time
				}
				return
			case 'keep':
				return void answer(request, () => {
					store.keep(request.run, request.kept)
					return null
				})
			case 'start':
				return void answer(request, () => store.start(request.run))
			case 'compare':
				return void answer(request, () => compare(database, request.run, request.others))
			case 'digests':
				return void answer(request, () => digests(database, request.run))
			case 'copy':
				return void answer(request, () => copyWhileOpen(file, request.to).then(() => null))
		}
	})
}
