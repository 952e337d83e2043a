import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'

/** The right to train in one home. Held by one process at a time; the system takes it back when that process ends, however it ends. */
export interface TrainingLock {
	release(): void
}

/** Takes the lock of `home`, or returns null when another process has it. SQLite's file lock needs no process ids and outlives no crash. */
export function takeTrainingLock(home: string): TrainingLock | null {
	const database = new Sqlite(join(home, 'training.lock'), { timeout: 0 })
	try {
		database.pragma('journal_mode = MEMORY')
		database.exec('BEGIN EXCLUSIVE')
	} catch (error) {
		database.close()
		if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return null
		throw error
	}
	const holder = holderFile(home)
	let isNamed = false
	try {
		writeFileSync(holder, String(process.pid))
		isNamed = true
	} catch {
		// a full disk, or one that can only be read: then the lock is held by somebody who is not named
	}
	return {
		release() {
			if (isNamed) rmSync(holder, { force: true })
			database.close()
		}
	}
}

const holderFile = (home: string) => join(home, 'training.pid')

/** The process that holds the lock of `home`, if it could say so; to be asked when it was not to be had. */
export function lockHolder(home: string): number | null {
	try {
		return Number(readFileSync(holderFile(home), 'utf8')) || null
	} catch {
		return null
	}
}
