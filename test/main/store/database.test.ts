import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase, prepare } from '../../../src/main/store/database.ts'
import { migrations } from '../../../src/main/store/migrations.ts'
import { takeTrainingLock } from '../../../src/main/store/training-lock.ts'

function folder(): string {
	const made = mkdtempSync(join(tmpdir(), 'digit-lab-'))
	onTestFinished(() => rmSync(made, { recursive: true }))
	return made
}

test('a new home gets a database of the newest form, in folders that were not there', () => {
	const home = join(folder(), 'deep', 'down')
	const database = openDatabase(home)
	expect(database.pragma('user_version', { simple: true })).toBe(migrations.length)
	expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
	database.close()
	expect(existsSync(join(home, 'lab.sqlite'))).toBe(true)
})

test('a database of any age is brought up to date by the steps it has not seen', () => {
	const steps = ['CREATE TABLE a (x INTEGER) STRICT', 'ALTER TABLE a ADD COLUMN y INTEGER']
	const file = join(folder(), 'old.sqlite')
	prepare(new Sqlite(file), steps.slice(0, 1)).close()
	const newer = prepare(new Sqlite(file), steps)
	expect(newer.prepare('SELECT x, y FROM a').all()).toEqual([])
	newer.close()
})

test('a migration that fails changes nothing', () => {
	const file = join(folder(), 'old.sqlite')
	prepare(new Sqlite(file), ['CREATE TABLE a (x INTEGER) STRICT']).close()
	expect(() => prepare(new Sqlite(file), ['', 'CREATE TABLE b (x INTEGER) STRICT', 'nonsense'])).toThrow(/syntax error/)
	const after = new Sqlite(file)
	expect(after.pragma('user_version', { simple: true })).toBe(1)
	expect(after.prepare("SELECT name FROM sqlite_master WHERE name = 'b'").all()).toEqual([])
	after.close()
})

test('a database of a newer lab is refused in plain words and left as it is', () => {
	const home = folder()
	const newer = new Sqlite(join(home, 'lab.sqlite'))
	newer.pragma(`user_version = ${migrations.length + 1}`)
	newer.close()
	const before = readFileSync(join(home, 'lab.sqlite'))
	expect(() => openDatabase(home)).toThrow(/written by a newer Digit Lab/)
	expect(readFileSync(join(home, 'lab.sqlite'))).toEqual(before)
})

test('a file that is no database is refused and kept', () => {
	const home = folder()
	writeFileSync(
		join(home, 'lab.sqlite'),
		'these are my notes, not a database, and long enough to be read as a header'.repeat(20)
	)
	expect(() => openDatabase(home)).toThrow(/damaged or not a Digit Lab history/)
	expect(readFileSync(join(home, 'lab.sqlite'), 'utf8')).toContain('these are my notes')
})

test('a home inside a file is refused with a sentence', () => {
	const file = join(folder(), 'file')
	writeFileSync(file, '')
	expect(() => openDatabase(join(file, 'home'))).toThrow(/cannot keep its things in/)
})

test('one lab at a time holds the right to train in a home', () => {
	const home = folder()
	const first = takeTrainingLock(home)
	expect(takeTrainingLock(home)).toBeNull()
	first?.release()
	const second = takeTrainingLock(home)
	expect(second).not.toBeNull()
	second?.release()
})
