import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { prepare } from '../../../src/main/store/database.ts'
import { migrations } from '../../../src/main/store/migrations.ts'
import { worldHere } from '../../../src/main/world.ts'
import { writeRuns } from '../many-runs.ts'
import { writeShifted } from '../shifted-digits.ts'
import { took, type Place } from './place.ts'
import type { Deed } from './whole.ts'

/** How much there is to do: runs in a history, images in a data set, the formats from which a history is migrated. */
export interface Size {
	runs: number
	images: number
	formats: readonly number[]
}

/** What happens wholly or not at all, or goes on by itself, by its name; several deeds are done in turn. What they need is made in `stock`. */
export async function deedsIn(stock: string, { runs, images, formats }: Size): Promise<Deed[][]> {
	const history = join(stock, 'history')
	writeRuns(history, runs)
	const other = join(stock, 'other')
	writeRuns(other, Math.ceil(runs / 2))
	const file = await runFile(stock)
	const pictures = pictureFiles(stock, images)
	const empty = join(stock, 'empty')
	await took(placeIn(stock, empty), ['runs'])
	const filled = copied(stock, empty, 'filled')
	await took(placeIn(stock, filled), ['data', 'import', pictures, '--name', 'shifted'])
	const removed = copied(stock, history, 'removed')
	inside(removed, "UPDATE runs SET removed = '2025-01-01T00:00:00.000Z' WHERE id % 2 = 0")

	const aStart = ['runs', '--json']
	return [
		[{ name: 'import of a run', command: 'import FILE', home: empty, words: () => ['import', file] }],
		[
			{
				...{ name: 'import of a data set', command: 'data import FOLDER', home: empty },
				words: () => ['data', 'import', pictures, '--name', 'shifted']
			}
		],
		[
			{
				...{ name: 'removal of a data set', command: 'data remove SET', home: filled },
				words: () => ['data', 'remove', 'shifted']
			}
		],
		[{ name: 'deletion of a run', command: 'delete RUN', home: history, words: () => ['delete', '2'] }],
		[
			{
				...{ name: 'deletion for good, an hour later', command: 'any', home: removed },
				...{ words: () => aStart, byItself: true, goesOn: true }
			}
		],
		formats.map((version) => ({
			...{ name: 'migration', command: 'any', home: older(stock, history, version) },
			...{ words: () => aStart, byItself: true, keeps: true }
		})),
		[{ name: 'backup', command: 'backup FILE', home: history, words: ({ backup }) => ['backup', backup] }],
		[
			{
				...{ name: 'recovery', command: 'recover FILE', home: history, keeps: true },
				words: () => ['recover', join(other, 'lab.sqlite')]
			}
		]
	]
}

const placeIn = (stock: string, home: string): Place => ({
	home,
	scratch: stock,
	backup: join(stock, 'backup.sqlite')
})

function copied(stock: string, from: string, name: string): string {
	const to = join(stock, name)
	cpSync(from, to, { recursive: true })
	return to
}

/** A run of 5 MB, exported. */
async function runFile(stock: string): Promise<string> {
	const place = placeIn(stock, join(stock, 'trained'))
	const to = join(stock, 'carried')
	await took(place, ['train', 'mlp-512-dropout', '--limit', '500', '--epochs', '2'])
	await took(place, ['export', 'last', '--form', 'run', '--to', to])
	return join(to, readdirSync(to)[0] ?? '')
}

function pictureFiles(stock: string, images: number): string {
	const folder = join(stock, 'pictures')
	const { dataFolder } = worldHere({})
	mkdirSync(folder)
	writeShifted(dataFolder, folder, 'train', 0, images)
	writeShifted(dataFolder, folder, 't10k', images, Math.ceil(images / 5))
	return folder
}

function inside(home: string, sql: string) {
	const database = new Sqlite(join(home, 'lab.sqlite'))
	database.exec(sql)
	database.close()
}

/** The same history as the lab wrote it when its format was `version`. */
function older(stock: string, history: string, version: number): string {
	const home = join(stock, `format-${version}`)
	mkdirSync(home)
	const database = prepare(new Sqlite(join(home, 'lab.sqlite')), migrations.slice(0, version))
	const all = (sql: string) => database.prepare<[], string>(sql).pluck().all()
	database.prepare('ATTACH ? AS newer').run(join(history, 'lab.sqlite'))
	for (const table of all("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")) {
		const columns = all(`SELECT name FROM pragma_table_info('${table}', 'main')`).join('", "')
		database.exec(`INSERT INTO main."${table}" ("${columns}") SELECT "${columns}" FROM newer."${table}"`)
	}
	database.close()
	return home
}
