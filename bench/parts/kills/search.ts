import { existsSync, lstatSync, readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { RunRow } from '../../../src/shared/runs.ts'
import { objects } from '../../../test/stories/terminal.ts'
import { run, type Place } from './place.ts'

const setFiles = [
	...['data-set.json', 't10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'],
	...['train-images-idx3-ubyte', 'train-labels-idx1-ubyte']
]

/** What is wrong with a database by its own account: its pages, its indexes, rows whose owner is not there. */
export function faultsIn(file: string): string[] {
	if (!existsSync(file)) return []
	const database = new Sqlite(file)
	try {
		database.pragma('foreign_keys = ON')
		const damage = (database.pragma('integrity_check') as { integrity_check: string }[]).map(
			({ integrity_check }) => integrity_check
		)
		const ownerless = (database.pragma('foreign_key_check') as { table: string }[]).map(({ table }) => table)
		return [
			...damage.filter((sentence) => sentence !== 'ok').map((sentence) => `integrity_check: ${sentence}`),
			...ownerless.map((table) => `a row of ${table} belongs to nothing`),
			...unused(database)
		]
	} finally {
		database.close()
	}
}

/** Recipes and environments that no run has. */
function unused(database: Sqlite.Database): string[] {
	return ['recipe', 'environment'].flatMap((column) => {
		const table = database.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(`${column}s`)
		if (!table) return []
		const sql = `SELECT count(*) FROM ${column}s WHERE id NOT IN (SELECT ${column} FROM runs WHERE ${column} IS NOT NULL)`
		const many = database.prepare<[], number>(sql).pluck().get() ?? 0
		return many > 0 ? [`${many} rows of ${column}s belong to no run`] : []
	})
}

/** Files in the home that nothing names, data sets that are not whole, and what was left in the folder for temporary files. */
export function straysIn({ home, scratch }: Place): string[] {
	const names = (folder: string) => (existsSync(folder) ? readdirSync(folder) : []).map((name) => join(folder, name))
	const strays = names(scratch)
	for (const path of names(home)) {
		const name = path.slice(home.length + 1)
		if (name === 'backups') strays.push(...names(path).filter((file) => !/[/\\][a-z]+(-\d+)*\.sqlite$/.test(file)))
		else if (name === 'data') strays.push(...names(path).filter((set) => !isWhole(set)))
		else if (!/^(lab\.sqlite|training\.lock|analysis)$/.test(name)) strays.push(path)
	}
	return strays
}

const isWhole = (set: string) => lstatSync(set).isDirectory() && readdirSync(set).sort().join() === setFiles.join()

/**
 * Starts the lab two days after a kill, and answers what is wrong then: that it does not start, runs that are said to be training
 * though nobody trains, and what was left lying about and is still there. The days are those that the files are made older.
 */
export async function startAgain(place: Place): Promise<string[]> {
	const before = new Date(Date.now() - 2 * 86_400_000)
	for (const path of straysIn(place)) utimesSync(path, before, before)
	const { code, stdout, stderr } = await run(place, ['runs', '--archived', '--json'])
	if (code !== 0 || stderr !== '') return [`the next start ended with ${code}: ${stderr.trim()}`]
	const busy = objects<RunRow>(stdout).filter(({ status }) => status === 'training' || status === 'evaluating')
	return [...busy.map(({ id, status }) => `run ${id} is said to be ${status}`), ...untidyIn(place)]
}

/** What is wrong with the database, and what lies about. */
export const untidyIn = (place: Place): string[] => [
	...faultsIn(join(place.home, 'lab.sqlite')),
	...straysIn(place).map((path) => `${path.replace(/^.*digit-lab-kill-[^/\\]*./, '')} is left over`)
]
