import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { mostLikely } from '../../shared/likely.ts'
import { LabProblem } from '../../shared/problems.ts'
import { copyBeforeUpdate } from './backups.ts'
import { floatsOf } from './floats.ts'
import { makeFolder } from './folder.ts'
import { migrations } from './migrations.ts'

export type Database = Sqlite.Database

/** Opens (or makes) the lab's database in `home` and brings it up to date. Refuses one that a newer lab has written. */
export function openDatabase(home: string): Database {
	const file = join(home, 'lab.sqlite')
	try {
		makeFolder(home)
		return prepare(new Sqlite(file, { timeout: 5000 }), migrations, (database, version) =>
			copyBeforeUpdate(database, home, version)
		)
	} catch (error) {
		throw problemOf(error, home, file)
	}
}

/**
 * Sets the connection up and runs the migrations the database has not seen, all or none; before that, one that has seen
 * some is shown to `beforeUpdate` with their number.
 */
export function prepare(
	database: Database,
	steps: readonly string[] = migrations,
	beforeUpdate: (database: Database, version: number) => void = () => undefined
): Database {
	try {
		const version = Number(database.pragma('user_version', { simple: true }))
		if (version > steps.length)
			throw new LabProblem(
				'NEWER_DATABASE',
				`This history was written by a newer Digit Lab (its format is ${version}, this one knows ${steps.length}). Update Digit Lab, or name another folder with --home; nothing was changed.`
			)
		database.pragma('journal_mode = WAL')
		database.pragma('synchronous = NORMAL')
		database.pragma('foreign_keys = ON')
		// 64 MB at most: the numbers of ten thousand tests lie far apart, between their probabilities
		database.pragma('cache_size = -65536')
		// SQL that reads probabilities has no other way to say which is the largest
		database.function('most_likely', { deterministic: true, varargs: true }, (probabilities, classes) =>
			// the history asks with one word, from when there were ten digits and nothing else
			Buffer.from(mostLikely(floatsOf(probabilities as Buffer), (classes as number | undefined) ?? 10))
		)
		if (version > 0 && version < steps.length) beforeUpdate(database, version)
		// immediate: two labs opened at once must not both bring the same database up to date
		database
			.transaction(() => {
				const from = Number(database.pragma('user_version', { simple: true }))
				for (const step of steps.slice(from)) database.exec(step)
				database.pragma(`user_version = ${steps.length}`)
			})
			.immediate()
		return database
	} catch (error) {
		database.close()
		throw error
	}
}

function problemOf(error: unknown, home: string, file: string): unknown {
	if (error instanceof LabProblem) return error
	const code = (error as { code?: string }).code ?? ''
	if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT')
		return new LabProblem(
			'HOME_UNUSABLE',
			`${file} is damaged or not a Digit Lab history. Move it away (it is kept as it is) and start again, or name another folder with --home.`
		)
	if (code === 'SQLITE_FULL' || code === 'ENOSPC')
		return new LabProblem('HOME_UNUSABLE', `The disk that holds ${home} is full. Make room and try again.`)
	if (/^(E[A-Z]+|SQLITE_(CANTOPEN|READONLY|IOERR|PERM|AUTH|BUSY).*)$/.test(code))
		return new LabProblem(
			'HOME_UNUSABLE',
			`Digit Lab cannot keep its things in ${home} (${code}). Name a folder you may write to with --home or DIGIT_LAB_HOME.`
		)
	return error
}
