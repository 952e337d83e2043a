import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { mostLikely } from '../../shared/likely.ts'
import { LabProblem } from '../../shared/problems.ts'
import { copyBeforeUpdate } from './backups.ts'
import { inWords } from './disk-problem.ts'
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
		throw inWords(error, home)
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
		refuseNewer(version, steps.length)
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
		// one that is up to date is not written to: it can be read where the disk is full
		if (version === steps.length) return database
		if (version > 0) beforeUpdate(database, version)
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

/** Throws a LabProblem for a history whose format is newer than the newest that is known here; `file` is one that was named. */
export function refuseNewer(version: number, known = migrations.length, file?: string): void {
	if (version <= known) return
	const [which, remedy] = file
		? [file, 'Update Digit Lab']
		: ['This history', 'Update Digit Lab, or name another folder with --home']
	throw new LabProblem(
		'NEWER_DATABASE',
		`${which} was written by a newer Digit Lab (its format is ${version}, this one knows ${known}). ${remedy}; nothing was changed.`
	)
}
