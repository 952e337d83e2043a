import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { prepare } from '../../../src/main/store/database.ts'
import { migrations } from '../../../src/main/store/migrations.ts'
import { newHome } from '../real-lab.ts'

/** A history of the form `version` in which somebody has left a mark. */
export function homeWith(mark: string, version = migrations.length): string {
	const home = newHome()
	const database = prepare(new Sqlite(join(home, 'lab.sqlite')), migrations.slice(0, version))
	database.prepare('INSERT INTO environments (json) VALUES (?)').run(mark)
	database.close()
	return home
}

/** The marks in a history, in the order they were left. */
export function marksIn(file: string): string[] {
	const database = new Sqlite(file, { readonly: true })
	onTestFinished(() => void database.close())
	return database.prepare<[], string>('SELECT json FROM environments ORDER BY id').pluck().all()
}
