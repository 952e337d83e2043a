import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import Sqlite from 'better-sqlite3'
import { plural } from '../../shared/format.ts'
import { LabProblem } from '../../shared/problems.ts'
import { prepare, refuseNewer, type Database } from './database.ts'
import { migrations } from './migrations.ts'

/**
 * Copies the backup `file`, with what is still in its log, into the new file `to` and answers how many runs it has. It is a
 * stranger's until it is found to be what a Digit Lab of its format makes, and whole. Throws a LabProblem for any other,
 * and SQLite's error for what keeps `to` from being written.
 */
export function takeBackup(file: string, to: string): number {
	if (!existsSync(file))
		throw new LabProblem(
			'BAD_REQUEST',
			`${file} cannot be read: there is no such file. Name one that "backup" has written.`
		)
	const source = asWhole(file, () => openOurs(file))
	try {
		asWhole(file, () => source.prepare('VACUUM INTO ?').run(resolve(to)))
	} finally {
		source.close()
	}
	return asWhole(file, () => {
		const copy = new Sqlite(resolve(to), { readonly: true })
		try {
			// another lab may have changed the file since
			refuseForeign(copy, file)
			if (copy.pragma('quick_check', { simple: true }) !== 'ok') throw notWhole(file)
			return copy.prepare<[], number>('SELECT count(*) FROM runs').pluck().get() ?? 0
		} finally {
			copy.close()
		}
	})
}

/** Opens a backup to be read, and looks at what it consists of before anything is run: SQLite would obey a stranger's triggers and views. */
function openOurs(file: string): Database {
	let source: Database | null = null
	try {
		source = new Sqlite(resolve(file), { readonly: true, fileMustExist: true, timeout: 2000 })
		refuseForeign(source, file)
		return source
	} catch (error) {
		source?.close()
		throw error instanceof Sqlite.SqliteError && /^SQLITE_(CANTOPEN|IOERR|READONLY|PERM)/.test(error.code)
			? new LabProblem(
					'BAD_REQUEST',
					`${file} cannot be opened (${error.code}). Copy the backup into a folder that you may write to, and name the copy; nothing was changed.`
				)
			: error
	}
}

const notWhole = (file: string) =>
	new LabProblem(
		'BAD_REQUEST',
		`${file} is not a whole backup of a Digit Lab history. Name one that "backup" has written; nothing was changed.`
	)

/** Does `work`, which reads the backup `file`, and says it in a sentence when SQLite cannot. */
function asWhole<T>(file: string, work: () => T): T {
	try {
		return work()
	} catch (error) {
		const code = error instanceof Sqlite.SqliteError ? error.code : ''
		if (code.startsWith('SQLITE_BUSY'))
			throw new LabProblem(
				'NOT_NOW',
				`${file} is being written by another program, and cannot be copied as it is at one moment. Wait until it is done, or close it, and try again; nothing was changed.`
			)
		// a damaged value may read as one that SQL does not know, which SQLite calls an error like any other
		throw /^SQLITE_(CORRUPT|NOTADB|ERROR|CONSTRAINT|MISMATCH|TOOBIG)/.test(code) ? notWhole(file) : error
	}
}

/** Throws a LabProblem unless every table, index, trigger and view is word for word as the lab makes it, and none is missing. */
function refuseForeign(database: Database, file: string): void {
	const version = Number(database.pragma('user_version', { simple: true }))
	refuseNewer(version, migrations.length, file)
	if (version <= 0) throw notWhole(file)
	const ours = partsOfFormat(version)
	const theirs = partsOf(database)
	const strange = [...theirs].filter(([name, sql]) => ours.get(name) !== sql).map(([name]) => name)
	const missing = [...ours.keys()].filter((name) => !theirs.has(name))
	const [first] = [...strange, ...missing]
	if (first === undefined) return
	const found = strange.length > 0 ? `its ${first} is not as Digit Lab makes it` : `it has no ${first}`
	const others = strange.length + missing.length - 1
	throw new LabProblem(
		'BAD_REQUEST',
		`${file} is not a history that Digit Lab has written: ${found}${others > 0 ? `, and ${plural(others, 'other part')} differ` : ''}. Name one that "backup" has written; nothing was changed.`
	)
}

/** What a database consists of, with the SQL that made it: "trigger runs_leave_their_names". */
const partsOf = (database: Database) =>
	new Map(
		database
			.prepare<[], { part: string; sql: string | null }>(
				"SELECT type || ' ' || name AS part, sql FROM sqlite_schema ORDER BY type = 'table', name"
			)
			.all()
			.map(({ part, sql }) => [part, sql])
	)

function partsOfFormat(version: number) {
	const empty = prepare(new Sqlite(':memory:'), migrations.slice(0, version))
	try {
		return partsOf(empty)
	} finally {
		empty.close()
	}
}
