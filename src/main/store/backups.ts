import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { makeFolder } from './folder.ts'

/** How many copies from before an update are kept. */
const most = 5

const folderOf = (home: string) => join(home, 'backups')

/** A name in the folder of copies that is not taken: "format-3.sqlite", "format-3-2.sqlite". */
export function freeName(home: string, name: string): string {
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
	const others = readdirSync(folderOf(home))
		.filter((name) => /^format-\d+(-\d+)?\.sqlite$/.test(name))
		.map((name) => join(folderOf(home), name))
		// a clock that was put back makes this one look older than those before it
		.filter((other) => other !== copy)
		.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
	for (const old of others.slice(most - 1)) rmSync(old)
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
