import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { copyWhileOpen } from '../../../src/main/store/backups.ts'
import { openDatabase } from '../../../src/main/store/database.ts'
import { homeWith, marksIn } from './marked.ts'

test('a history is copied before it is brought to a newer form, and of such copies five stay', () => {
	const home = homeWith('old', 1)
	for (let time = 1; time <= 7; time++) {
		// the update is taken back, as if an older lab had been put in again
		writeFileSync(join(home, 'lab.sqlite'), readFileSync(join(homeWith(`time ${time}`, 1), 'lab.sqlite')))
		openDatabase(home).close()
	}
	const copies = readdirSync(join(home, 'backups'))
	expect(copies).toHaveLength(5)
	const newest = copies.map((name) => marksIn(join(home, 'backups', name)).join())
	expect(newest.toSorted()).toEqual(['time 3', 'time 4', 'time 5', 'time 6', 'time 7'])
	// one that is up to date is not copied
	openDatabase(home).close()
	expect(readdirSync(join(home, 'backups'))).toHaveLength(5)
})

test('a copy that has just been made stays, also where the clock was put back', () => {
	const home = homeWith('now', 1)
	mkdirSync(join(home, 'backups'))
	const later = new Date(Date.now() + 3_600_000)
	for (let number = 2; number <= 6; number++) {
		const old = join(home, 'backups', `format-1-${number}.sqlite`)
		writeFileSync(old, 'a copy')
		utimesSync(old, later, later)
	}
	openDatabase(home).close()
	const copies = readdirSync(join(home, 'backups'))
	expect(copies).toHaveLength(5)
	expect(copies).toContain('format-1.sqlite')
	expect(marksIn(join(home, 'backups', 'format-1.sqlite'))).toEqual(['now'])
})

test('a copy that was cut off does not count as one', () => {
	const home = homeWith('old', 1)
	mkdirSync(join(home, 'backups'))
	writeFileSync(join(home, 'backups', `format-1.sqlite.${process.pid}.part`), 'the beginning of a copy')
	openDatabase(home).close()
	expect(readdirSync(join(home, 'backups'))).toEqual(['format-1.sqlite'])
	expect(marksIn(join(home, 'backups', 'format-1.sqlite'))).toEqual(['old'])
})

test('a copy is of one moment, whatever is written while it is made', async () => {
	const home = homeWith('before')
	const database = openDatabase(home)
	onTestFinished(() => void database.close())
	const insert = database.prepare('INSERT INTO environments (json) VALUES (?)')
	// 8 MB, so that the copy takes more than one step
	for (let part = 0; part < 8; part++) insert.run(`${part}`.repeat(2 ** 20))
	const target = join(home, 'copy.sqlite')
	const copying = copyWhileOpen(join(home, 'lab.sqlite'), target)
	insert.run('meanwhile')
	await copying
	const marks = marksIn(target)
	expect(marks).toHaveLength(9)
	expect(marks).not.toContain('meanwhile')
})
