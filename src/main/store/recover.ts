import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { LabProblem } from '../../shared/problems.ts'
import { freeName } from './backups.ts'
import { inWords, whereThereIsRoom } from './disk-problem.ts'
import { makeFolder } from './folder.ts'
import { takeBackup } from './take-backup.ts'

/**
 * Puts the backup `file` in the place of the history in `home`, which is moved into its folder of backups; answers where,
 * or null where there was none, and how many runs are there now. Refuses what is no history of ours or damaged, what a newer
 * lab has written, a home that another lab has open, and a disk that is full or can only be read.
 */
export function recover(home: string, file: string): { runs: number; kept: string | null } {
	const present = join(home, 'lab.sqlite')
	const coming = `${present}.part`
	try {
		makeFolder(home)
		rmSync(coming, { force: true })
		const runs = takeBackup(file, coming)
		const kept = existsSync(present) ? freeName(home, 'replaced') : null
		if (kept) keep(present, kept)
		// at once, so that there is a history at every moment
		renameSync(coming, present)
		return { runs, kept }
	} catch (error) {
		whereThereIsRoom(home, () => rmSync(coming, { force: true }))
		throw inWords(error, home)
	}
}

/** Copies a history to `kept`; of a damaged one the log goes there too, away from the one that takes its place. */
function keep(present: string, kept: string): void {
	letGo(present)
	const logs = ['-wal', '-shm'].filter((end) => existsSync(present + end))
	const part = `${kept}.part`
	try {
		copyFileSync(present, part)
		renameSync(part, kept)
	} catch (error) {
		rmSync(part, { force: true })
		throw error
	}
	for (const end of logs) renameSync(present + end, kept + end)
}

/** Moves what is in a history's log into its file. Throws a LabProblem while somebody has it open; one that is damaged is left as it is. */
function letGo(file: string): void {
	const database = new Sqlite(file, { timeout: 0 })
	try {
		// only who is alone with a database may say how it is written
		database.pragma('journal_mode = DELETE')
	} catch (error) {
		if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY'))
			throw new LabProblem(
				'NOT_NOW',
				'Another Digit Lab has this history open. Close it and try again; nothing was changed.'
			)
	} finally {
		database.close()
	}
}
