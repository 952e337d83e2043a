import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'

// the door of the thread that waits for the disk; see store/checkpoint-thread.ts
const database = new Sqlite(workerData as string, { timeout: 5000 })
parentPort?.on('message', () => database.pragma('wal_checkpoint(PASSIVE)'))
