import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { refuseNewer } from './database.ts'
import { inWords } from './disk-problem.ts'

/** The version of SQLite; throws what the system says where its native code cannot be loaded. */
export function sqliteVersion(): string {
	const database = new Sqlite(':memory:')
	try {
		return database.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? ''
	} finally {
		database.close()
	}
}

/**
 * How many runs the history in `home` has, null where there is none; it is only looked at, and nothing in the home changes.
 * Throws a LabProblem for one that a lab could not open.
 */
export function lookAt(home: string): { runs: number } | null {
	const file = join(home, 'lab.sqlite')
	if (!existsSync(file)) return null
	try {
		// a log is left as it is; where there is none, only who may write takes away again what reading has made
		const database = new Sqlite(file, { readonly: existsSync(`${file}-wal`), fileMustExist: true, timeout: 2000 })
		try {
			database.pragma('query_only = ON')
			const version = Number(database.pragma('user_version', { simple: true }))
			refuseNewer(version)
			// in the first format runs were not removed, and an empty file has none
			const sql =
				['SELECT 0', 'SELECT count(*) FROM runs'][version] ?? 'SELECT count(*) FROM runs WHERE removed IS NULL'
			return { runs: database.prepare<[], number>(sql).pluck().get() ?? 0 }
		} finally {
			database.close()
		}
	} catch (error) {
		throw inWords(error, home)
	}
}
