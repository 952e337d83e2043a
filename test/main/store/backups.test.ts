import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { copyWhileOpen, recover } from '../../../src/main/store/backups.ts'
import { openDatabase, prepare } from '../../../src/main/store/database.ts'
import { migrations } from '../../../src/main/store/migrations.ts'
import { newHome } from '../real-lab.ts'

/** A history of the form `version` in which somebody has left a mark. */
function homeWith(mark: string, version = migrations.length): string {
	const home = newHome()
	const database = prepare(new Sqlite(join(home, 'lab.sqlite')), migrations.slice(0, version))
	database.prepare('INSERT INTO environments (json) VALUES (?)').run(mark)
	database.close()
	return home
}

function marksIn(file: string): string[] {
	const database = new Sqlite(file, { readonly: true })
	onTestFinished(() => void database.close())
	return database.prepare<[], string>('SELECT json FROM environments ORDER BY id').pluck().all()
}

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

test('a backup takes the place of a history, which is kept', () => {
	const backup = join(homeWith('from the backup'), 'lab.sqlite')
	const home = homeWith('here before')
	const { runs, kept } = recover(home, backup)
	expect(runs).toBe(0)
	expect(marksIn(join(home, 'lab.sqlite'))).toEqual(['from the backup'])
	expect(marksIn(kept ?? '')).toEqual(['here before'])
	expect(recover(newHome(), backup)).toEqual({ runs: 0, kept: null })
})

test('a damaged history makes way for a backup, and is kept', () => {
	const backup = join(homeWith('from the backup'), 'lab.sqlite')
	const home = newHome()
	writeFileSync(join(home, 'lab.sqlite'), 'this is no database, and long enough to be read as a header'.repeat(40))
	const { kept } = recover(home, backup)
	expect(readFileSync(kept ?? '', 'utf8')).toContain('this is no database')
	expect(marksIn(join(home, 'lab.sqlite'))).toEqual(['from the backup'])
})

test('a home that a lab has open is left alone', () => {
	const backup = join(homeWith('from the backup'), 'lab.sqlite')
	const home = homeWith('here')
	const open = openDatabase(home)
	onTestFinished(() => void open.close())
	expect(() => recover(home, backup)).toThrow(/Another Digit Lab has this history open/)
	expect(open.prepare('SELECT json FROM environments').pluck().get()).toBe('here')
	expect(readdirSync(home).filter((name) => name.endsWith('.part'))).toEqual([])
})

test.each([
	['nothing', null, /there is no such file/],
	['a text', 'some notes', /not a whole backup/],
	['an empty file', '', /not a whole backup/]
])('%s is no backup', (_what, content, sentence) => {
	const home = homeWith('here')
	const file = join(newHome(), 'file.sqlite')
	if (content !== null) writeFileSync(file, content)
	expect(() => recover(home, file)).toThrow(sentence)
	expect(marksIn(join(home, 'lab.sqlite'))).toEqual(['here'])
})

test('half a backup and one of a newer lab are refused', () => {
	const home = homeWith('here')
	const whole = join(homeWith('a mark that is long enough to fill pages '.repeat(2000)), 'lab.sqlite')
	const half = join(newHome(), 'half.sqlite')
	const bytes = readFileSync(whole)
	writeFileSync(half, bytes.subarray(0, bytes.length / 2))
	expect(() => recover(home, half)).toThrow(/not a whole backup/)
	const newer = new Sqlite(whole)
	newer.pragma(`user_version = ${migrations.length + 1}`)
	newer.close()
	expect(() => recover(home, whole)).toThrow(/written by a newer Digit Lab/)
	expect(marksIn(join(home, 'lab.sqlite'))).toEqual(['here'])
})
