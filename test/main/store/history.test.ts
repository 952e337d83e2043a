import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openLab } from '../../../src/main/lab.ts'
import { hashOf } from '../../../src/main/runs/hash.ts'
import { prepare, type Database } from '../../../src/main/store/database.ts'
import { migrations } from '../../../src/main/store/migrations.ts'
import { runStore } from '../../../src/main/store/runs.ts'
import { worldHere } from '../../../src/main/world.ts'
import { findPreset } from '../../../src/shared/presets.ts'
import { newHome } from '../real-lab.ts'
import { testKey } from '../../../src/shared/subset.ts'

const recipe = findPreset('mlp-128-dropout')?.recipe

/** A database as the first Digit Lab left it: one finished run with one epoch, tested on three images. */
function oldDatabase(home: string): void {
	const database = prepare(new Sqlite(join(home, 'lab.sqlite')), migrations.slice(0, 1))
	// it knew neither committees nor bending
	const json = JSON.stringify(recipe, (key, value: unknown) =>
		key === 'committee' || key === 'elastic' ? undefined : value
	)
	database
		.prepare("INSERT INTO recipes VALUES (1, ?, ?, '784 → 10 softmax', 'sgd 0.01', 'like', 118282, 50)")
		.run(recipe ? hashOf(recipe) : '', json)
	database.exec(`
		INSERT INTO runs (uid, name, preset, recipe, status, created, ended, epochs_done, seconds)
		VALUES ('u-1', 'old one', 'mlp-128-dropout', 1, 'finished', '2025-11-22T14:00:00.000Z', '2025-11-22T14:05:00.000Z', 1, 2.5);
		INSERT INTO epochs VALUES (1, 1, 0.5, 0.9, 0.4, 0.91, 0.01, 2.5);
		INSERT INTO weights VALUES (1, 1, '[]', x'00000000');
	`)
	const probabilities = Float32Array.of(
		...[0, 0, 0.9, 0, 0, 0.1, 0, 0, 0, 0],
		...[0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1],
		...[0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
	)
	database.prepare('INSERT INTO tests VALUES (1, 1, 0.3, 0.5, 1, 3, ?)').run(new Uint8Array(probabilities.buffer))
	database.close()
}

/** The same, brought up to date. */
function open(home = newHome()) {
	oldDatabase(home)
	const database = prepare(new Sqlite(join(home, 'lab.sqlite')))
	onTestFinished(() => void database.close())
	return { database, store: runStore(database, () => undefined) }
}

const mnistKey = testKey({ set: 'mnist' })
const countIn = (database: Database, table: string) =>
	database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()

test('the recipe of a run from before there were committees and bending is read as one without, under its old hash', () => {
	const { store } = open()
	expect(store.recipe(1).recipe).toEqual(recipe)
	// sha256 of that recipe's canonical JSON, taken before either was known
	expect(store.recipe(1).recipeHash).toBe('6032549dab09131df74575b888969c0164bccdd41241b9b85105f6c8d71cb29a')
})

test('a database of the first form gets what a list is filtered by, and the guesses of its tests', () => {
	const { store } = open()
	expect(store.list()).toEqual([
		expect.objectContaining({
			id: 1,
			name: 'old one',
			optimizer: 'sgd',
			dataName: 'MNIST',
			testKey: mnistKey,
			readsDigits: true,
			note: '',
			tags: [],
			starred: false,
			archived: false,
			imported: null,
			resumable: false,
			testAccuracy: 0.5,
			testCount: 3
		})
	])
	// of equal probabilities the first counts, as in argmax
	expect([...(store.predicted(1) ?? [])]).toEqual([2, 0, 9])
	expect(store.guesses(mnistKey, 2, 100, 10)).toEqual([{ run: 1, name: 'old one', guess: 9 }])
	expect(store.points(1)).toHaveLength(1)
})

test('a database of the first form gets the kinds of its layers', () => {
	expect(open().store.find(1)?.layerKinds).toEqual(['dense', 'dropout'])
})

test('what is written on a run stays, and what is not mentioned stays as it was', () => {
	const { store } = open()
	store.edit([1], { name: 'new name', tags: ['b', 'a', 'b'], starred: true })
	store.edit([1], { note: 'worth a look', archived: true })
	store.edit([1], { starred: false })
	expect(store.find(1)).toMatchObject({
		name: 'new name',
		note: 'worth a look',
		tags: ['b', 'a'],
		starred: false,
		archived: true
	})
	store.edit([1], { note: '', tags: [] })
	expect(store.find(1)).toMatchObject({ name: 'new name', note: '', tags: [] })
})

test('a removed run is out of every list, comes back whole, and is gone for good once it is purged', () => {
	const { store, database } = open()
	const before = store.find(1)
	store.remove([1], '2025-11-22T15:00:00.000Z')
	expect(store.list()).toEqual([])
	expect(store.find(1)).toBeUndefined()
	expect(store.guesses(mnistKey, 0, 100, 10)).toEqual([])
	expect(store.restore([1, 7])).toEqual([1])
	expect(store.restore([1])).toEqual([])
	expect(store.find(1)).toEqual(before)

	store.remove([1], '2025-11-22T15:00:00.000Z')
	// removing twice does not begin the hour anew
	store.remove([1], '2025-11-22T15:30:00.000Z')
	store.purge('2025-11-22T15:00:00.000Z')
	expect(store.restore([1])).toEqual([1])
	store.remove([1], '2025-11-22T15:00:00.000Z')
	store.purge('2025-11-22T15:00:00.001Z')
	expect(store.restore([1])).toEqual([])
	for (const table of ['runs', 'recipes', 'epochs', 'tests', 'weights', 'guesses'])
		expect(countIn(database, table)).toBe(0)
})

test('recipe and environment go with the last run that has them', () => {
	const { store, database } = open()
	database.exec(`
		INSERT INTO environments VALUES (1, '{"of": "both"}'), (2, '{"of": "one"}');
		UPDATE runs SET environment = 1;
		INSERT INTO runs (uid, name, recipe, environment, status, created) VALUES
			('u-2', 'its twin', 1, 1, 'stopped', '2025-11-22T14:00:00.000Z'),
			('u-3', 'elsewhere', 1, 2, 'stopped', '2025-11-22T14:00:00.000Z');
	`)
	const purged = (run: number) => {
		store.remove([run], '2025-11-22T15:00:00.000Z')
		store.purge('2025-11-22T16:00:00.000Z')
		return [countIn(database, 'recipes'), countIn(database, 'environments')]
	}
	expect([purged(1), purged(3), purged(2)]).toEqual([
		[1, 2],
		[1, 1],
		[0, 0]
	])
})

test('a run that was removed can be restored in a lab that opens within the hour, not in a later one', async () => {
	const home = newHome()
	oldDatabase(home)
	const at = (now: string) => openLab({ ...worldHere({ home }), now: () => now })
	const first = at('2025-11-22T15:00:00.000Z')
	await first.client.runs.remove({ runs: [1] })
	await first.close()

	const soon = at('2025-11-22T15:59:59.000Z')
	expect(await soon.client.runs.restore({ runs: [1] })).toMatchObject([{ id: 1, name: 'old one' }])
	await soon.client.runs.remove({ runs: [1] })
	await soon.close()

	const late = at('2025-11-22T17:00:00.000Z')
	onTestFinished(() => late.close())
	expect(await late.client.runs.list()).toEqual([])
	await expect(late.client.runs.restore({ runs: [1] })).rejects.toThrow(
		/cannot be restored: that is possible for an hour/
	)
})
