import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../../src/main/store/database.ts'
import { migrations } from '../../../src/main/store/migrations.ts'
import { recover } from '../../../src/main/store/recover.ts'
import { newHome } from '../real-lab.ts'
import { homeWith, marksIn } from './marked.ts'

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

test('what a backup still holds in its log comes along', () => {
	const source = homeWith('in the file')
	const writing = openDatabase(source)
	onTestFinished(() => void writing.close())
	writing.prepare('INSERT INTO environments (json) VALUES (?)').run('in the log')
	// as a lab that was killed leaves it, and as a person carries it away
	const carried = newHome()
	for (const end of ['', '-wal']) copyFileSync(join(source, `lab.sqlite${end}`), join(carried, `lab.sqlite${end}`))
	const home = newHome()
	recover(home, join(carried, 'lab.sqlite'))
	expect(marksIn(join(home, 'lab.sqlite'))).toEqual(['in the file', 'in the log'])
	// a lab that has it open does not stand in the way either: the copy is of one moment
	const other = newHome()
	recover(other, join(source, 'lab.sqlite'))
	expect(marksIn(join(other, 'lab.sqlite'))).toEqual(['in the file', 'in the log'])
})

test('a backup that another program has to itself is refused in a sentence', () => {
	const backup = join(homeWith('from the backup'), 'lab.sqlite')
	const home = homeWith('here')
	const other = new Sqlite(backup)
	onTestFinished(() => void other.close())
	other.pragma('journal_mode = DELETE')
	other.exec('BEGIN EXCLUSIVE')
	expect(() => recover(home, backup)).toThrow(/is being written by another program.*Wait until it is done/)
	other.exec('ROLLBACK')
	expect(recover(home, backup).runs).toBe(0)
})

test.each([
	[
		'a trigger',
		"CREATE TRIGGER t AFTER INSERT ON runs BEGIN UPDATE runs SET name = 'x'; END",
		/its trigger t is not as/
	],
	['a view', 'CREATE VIEW v AS SELECT * FROM runs', /its view v is not as/],
	['a table of its own', 'CREATE TABLE notes (x)', /its table notes is not as/],
	['a column of its own', 'ALTER TABLE runs ADD COLUMN x TEXT', /its table runs is not as/],
	['a trigger of ours that does something else', changedTrigger(), /its trigger runs_leave_their_names is not as/],
	['no table of pictures', 'DROP TABLE picture_files', /it has no table picture_files/],
	['the number of another format', 'PRAGMA user_version = 3', /is not a history that Digit Lab has written/]
])('a history with %s is not ours, and is refused', (_what, sql, sentence) => {
	const backup = join(homeWith('from the backup'), 'lab.sqlite')
	const home = homeWith('here')
	const stranger = new Sqlite(backup)
	stranger.exec(sql)
	stranger.close()
	expect(() => recover(home, backup)).toThrow(sentence)
	expect(marksIn(join(home, 'lab.sqlite'))).toEqual(['here'])
	expect(readdirSync(home)).not.toContain('lab.sqlite.part')
})

function changedTrigger() {
	const gone = 'DROP TRIGGER runs_leave_their_names'
	return `${gone}; CREATE TRIGGER runs_leave_their_names BEFORE DELETE ON runs BEGIN DELETE FROM recipes; END`
}

test.each(migrations.map((_, place) => place + 1))('a backup of format %i is recovered', (version) => {
	const home = newHome()
	expect(recover(home, join(homeWith('old', version), 'lab.sqlite'))).toEqual({ runs: 0, kept: null })
	openDatabase(home).close()
	expect(marksIn(join(home, 'lab.sqlite'))).toEqual(['old'])
})

test('a home that cannot be one, and a backup that cannot be opened, are said in a sentence', () => {
	const backup = join(homeWith('from the backup'), 'lab.sqlite')
	const file = join(newHome(), 'file')
	writeFileSync(file, '')
	expect(() => recover(join(file, 'home'), backup)).toThrow(/cannot keep its things in .*\(ENOTDIR\)\. Name a folder/)
	expect(() => recover(newHome(), newHome())).toThrow(/cannot be opened \(SQLITE_\w+\)\. Copy the backup into/)
})
