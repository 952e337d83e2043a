import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { killing, momentsOf } from '../../bench/parts/kills/moments.ts'
import { newPlace, run, took } from '../../bench/parts/kills/place.ts'
import { faultsIn, startAgain } from '../../bench/parts/kills/search.ts'

// the machinery of "npm run bench -- kills", with a kill of each kind

test('a lab that is killed in the middle of whatever it does loses nothing', { timeout: 900_000 }, async () => {
	const trainings = [['mlp-64', '--limit', '500', '--epochs', '20', '--optimizer', 'adam']]
	const { moments, leave } = await momentsOf({ runs: 6, images: 600, formats: [1], trainings, most: 2, times: 1 })
	onTestFinished(leave)
	expect(moments).toHaveLength(10)
	for (const moment of moments) {
		const { kills, losses } = await killing(moment, 1, 1, () => undefined)
		expect([moment.name, losses]).toEqual([moment.name, []])
		expect(kills.length).toBeGreaterThan(0)
	}
})

test('what a kill might leave behind is found', async () => {
	const place = newPlace()
	onTestFinished(place.leave)
	await took(place, ['runs'])
	expect(await startAgain(place)).toEqual([])
	const database = new Sqlite(join(place.home, 'lab.sqlite'))
	database.pragma('foreign_keys = OFF')
	database.exec(`
		INSERT INTO epochs VALUES (7, 1, 0.5, 0.9, 0.4, 0.91, 0.01, 2.5);
		INSERT INTO environments (json) VALUES ('{}');
	`)
	database.close()
	mkdirSync(join(place.home, 'data', 'half'), { recursive: true })
	writeFileSync(join(place.scratch, 'left'), '')
	// two days old: the lab itself throws it away
	writeFileSync(join(place.home, 'lab-1-1.part'), '')
	const ownerless = ['a row of epochs belongs to nothing', '1 rows of environments belong to no run']
	expect(faultsIn(join(place.home, 'lab.sqlite'))).toEqual(ownerless)
	expect(await startAgain(place)).toEqual([
		...ownerless,
		`${join('scratch', 'left')} is left over`,
		`${join('home', 'data', 'half')} is left over`
	])
	writeFileSync(
		join(place.home, 'lab.sqlite'),
		'this is no database, and long enough to be read as a header'.repeat(40)
	)
	expect((await startAgain(place))[0]).toMatch(/^the next start ended with 1: .*is damaged/)
	expect((await run(place, ['runs'])).code).toBe(1)
})
