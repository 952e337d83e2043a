import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'

/** Columns that a clock, a counter or chance fills: of two equal runs only these differ. Of a moment it counts that there is one. */
const chance = new Set(['uid', 'seconds', 'peak_memory'])
const moments = new Set(['created', 'ended', 'removed', 'imported'])

/** A hash of every row of every table, and of the format; null where there is no database. */
export function contentOf(file: string): string | null {
	if (!existsSync(file)) return null
	const database = new Sqlite(file)
	try {
		const hash = createHash('sha256').update(String(database.pragma('user_version', { simple: true })))
		const tables = database
			.prepare<[], string>(
				"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
			)
			.pluck()
			.all()
		for (const table of tables) {
			hash.update(table)
			for (const row of database.prepare<[], unknown[]>(select(database, table)).raw().iterate())
				for (const value of row) hash.update(Buffer.isBuffer(value) ? value : JSON.stringify(value))
		}
		return hash.digest('hex')
	} finally {
		database.close()
	}
}

function select(database: Sqlite.Database, table: string): string {
	const names = (database.pragma(`table_info("${table}")`) as { name: string }[]).map(({ name }) => name)
	const columns = names
		.filter((name) => !chance.has(name))
		.map((name) => (moments.has(name) ? `"${name}" IS NULL` : `"${name}"`))
	return `SELECT ${columns.join(', ')} FROM "${table}" ORDER BY 1, 2`
}

/** A hash of the imported data sets, file by file, but for the moment of their import. */
export function setsIn(home: string): string {
	const folder = join(home, 'data')
	const hash = createHash('sha256')
	const names = existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : []
	for (const name of names.sort())
		for (const file of readdirSync(join(folder, name)).sort()) {
			const bytes = readFileSync(join(folder, name, file))
			hash.update(`${name}/${file}`)
			hash.update(file.endsWith('.json') ? bytes.toString().replace(/"imported": "[^"]*"/, '') : bytes)
		}
	return hash.digest('hex')
}
