import type { MessagePort } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'

/** In a thread of its own: moves the write-ahead log of the database at `file` into it at each message. */
export function serveCheckpoints(file: string, port: MessagePort): void {
	const database = new Sqlite(file, { timeout: 5000 })
	port.on('message', () => database.pragma('wal_checkpoint(PASSIVE)'))
}
