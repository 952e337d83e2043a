import { accessSync, chmodSync, constants, copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
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
	const folder = copyBelow(scratch, home)
	const remove = () => rmSync(folder, { recursive: true, force: true })
	try {
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

/** Answers the folder it is in, which says whose it is. */
function copyBelow(scratch: string, home: string): string {
	let folder = ''
	try {
		throwAwayCopies(scratch)
		folder = mkdtempSync(join(scratch, `digit-lab-history-${process.pid}-`))
		for (const name of ['lab.sqlite', 'lab.sqlite-wal']) {
			const [from, to] = [join(home, name), join(folder, name)]
			if (!existsSync(from)) continue
			copyFileSync(from, to)
			// an older one is brought up to date here
			chmodSync(to, 0o600)
		}
		return folder
	} catch (error) {
		// what there was room for takes it from others
		if (folder) rmSync(folder, { recursive: true, force: true })
		throw inWords(error, scratch)
	}
}

/** Those of programs that are gone. */
function throwAwayCopies(scratch: string): void {
	for (const name of readdirSync(scratch)) {
		const [, owner] = /^digit-lab-history-(\d+)-/.exec(name) ?? []
		if (!owner || isAlive(Number(owner))) continue
		try {
			rmSync(join(scratch, name), { recursive: true, force: true })
		} catch {
			// another person's
		}
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0)
		return true
	} catch (error) {
		// it is, and is somebody else's
		return error instanceof Error && 'code' in error && error.code === 'EPERM'
	}
}
