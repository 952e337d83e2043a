import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { LabProblem } from '../../shared/problems.ts'
import { makeFolder } from './folder.ts'
import { migrations } from './migrations.ts'

/** How many copies from before an update are kept. */
const most = 5

const folderOf = (home: string) => join(home, 'backups')

/** A name in the folder of copies that is not taken: "format-3.sqlite", "format-3-2.sqlite". */
function freeName(home: string, name: string): string {
	const folder = folderOf(home)
	makeFolder(folder)
	for (let number = 1; ; number++) {
		const file = join(folder, `${name}${number > 1 ? `-${number}` : ''}.sqlite`)
		if (!existsSync(file)) return file
	}
}

/** Copies a history as it is before it is brought from form `version` to a newer one; of such copies the newest five stay. */
export function copyBeforeUpdate(database: Sqlite.Database, home: string, version: number): void {
	const copy = freeName(home, `format-${version}`)
	// under another name until it is whole: half of one would count among the copies
	const part = `${copy}.${process.pid}.part`
	rmSync(part, { force: true })
	database.prepare('VACUUM INTO ?').run(part)
	renameSync(part, copy)
	const copies = readdirSync(folderOf(home))
		.filter((name) => /^format-\d+(-\d+)?\.sqlite$/.test(name))
		.map((name) => join(folderOf(home), name))
		.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
	for (const old of copies.slice(most)) rmSync(old)
}

/** Copies the history at `from` as it is at this moment, while others write to it, by SQLite's online backup. */
export async function copyWhileOpen(from: string, to: string): Promise<void> {
	const source = new Sqlite(from, { readonly: true })
	try {
		// what is written from now on is not seen, so that the copy is of one moment and need not begin anew
		source.exec('BEGIN')
		source.prepare('SELECT count(*) FROM runs').get()
		await source.backup(to, { progress: () => pagesAtOnce })
	} finally {
		source.close()
	}
}
/** 4 MB, so that what else waits for the disk is served in between. */
const pagesAtOnce = 1000

/**
 * Puts the backup `file` in the place of the history in `home`, which is moved into its folder of backups; answers where,
 * or null where there was none, and how many runs are there now. Refuses what is no history or damaged, what a newer lab
 * has written, and a home that another lab has open.
 */
export function recover(home: string, file: string): { runs: number; kept: string | null } {
	const runs = runsIn(file)
	const present = join(home, 'lab.sqlite')
	makeFolder(home)
	const coming = `${present}.part`
	copyFileSync(file, coming)
	const kept = existsSync(present) ? freeName(home, 'replaced') : null
	try {
		if (kept) keep(present, kept)
		// at once, so that there is a history at every moment
		renameSync(coming, present)
	} catch (error) {
		rmSync(coming, { force: true })
		throw error
	}
	return { runs, kept }
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

/** How many runs a backup has. Throws a LabProblem for what is none. */
function runsIn(file: string): number {
	if (!existsSync(file))
		throw new LabProblem(
			'BAD_REQUEST',
			`${file} cannot be read: there is no such file. Name one that "backup" has written.`
		)
	const none = `${file} is not a whole backup of a Digit Lab history. Name one that "backup" has written; nothing was changed.`
	let database: Sqlite.Database | null = null
	try {
		database = new Sqlite(file, { readonly: true, fileMustExist: true })
		const version = Number(database.pragma('user_version', { simple: true }))
		if (version > migrations.length)
			throw new LabProblem(
				'NEWER_DATABASE',
				`${file} was written by a newer Digit Lab (its format is ${version}, this one knows ${migrations.length}). Update Digit Lab; nothing was changed.`
			)
		if (version === 0 || database.pragma('quick_check', { simple: true }) !== 'ok')
			throw new LabProblem('BAD_REQUEST', none)
		return database.prepare<[], number>('SELECT count(*) FROM runs').pluck().get() ?? 0
	} catch (error) {
		throw error instanceof Sqlite.SqliteError ? new LabProblem('BAD_REQUEST', none) : error
	} finally {
		database?.close()
	}
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
