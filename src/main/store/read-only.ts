import { accessSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { openDatabase, prepare, type Database } from './database.ts'
import { inWords } from './disk-problem.ts'

/** The lab's database, for as long as the lab is open. */
export interface History {
	database: Database
	close(): void
}

/**
 * Opens the history in `home`. Where that can only be read, SQLite opens none that was closed well (it would have to make a
 * log beside it): a copy below `scratch` is read instead, and goes when it is closed.
 */
export function openHistory(home: string, scratch: string): History {
	try {
		const database = openDatabase(home)
		return { database, close: () => void database.close() }
	} catch (error) {
		if (!isReadOnly(home)) throw error
		return openCopy(home, scratch)
	}
}

/** What a person is told who opens a home that can only be read; null for any other. */
export const readOnlyNotice = (home: string): string | null =>
	isReadOnly(home)
		? `The folder ${home} can only be read: its runs can be looked at, but nothing can be trained or changed. To go on with them, copy the folder to where you may write, and name the copy with --home or DIGIT_LAB_HOME.`
		: null

/** Whether there is a history in `home` that may be read, and not written to. */
function isReadOnly(home: string): boolean {
	const file = join(home, 'lab.sqlite')
	if (!isAllowed(file, constants.R_OK)) return false
	return !isAllowed(home, constants.W_OK) || !isAllowed(file, constants.W_OK)
}

function isAllowed(path: string, what: number): boolean {
	try {
		accessSync(path, what)
		return true
	} catch {
		return false
	}
}

function openCopy(home: string, scratch: string): History {
	const folder = folderBelow(scratch)
	const remove = () => rmSync(folder, { recursive: true, force: true })
	try {
		for (const name of ['lab.sqlite', 'lab.sqlite-wal'])
			if (existsSync(join(home, name))) copyFileSync(join(home, name), join(folder, name))
		const database = prepare(new Sqlite(join(folder, 'lab.sqlite')))
		// what would be written to the copy would be lost with it
		database.pragma('query_only = ON')
		return {
			database,
			close() {
				database.close()
				remove()
			}
		}
	} catch (error) {
		remove()
		throw inWords(error, home)
	}
}

function folderBelow(scratch: string): string {
	try {
		return mkdtempSync(join(scratch, 'digit-lab-history-'))
	} catch (error) {
		throw inWords(error, scratch)
	}
}
