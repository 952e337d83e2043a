import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { prepare, type Database } from '../../../src/main/store/database.ts'
import { migrations } from '../../../src/main/store/migrations.ts'
import { pictureStore } from '../../../src/main/store/pictures.ts'
import { runStore } from '../../../src/main/store/runs.ts'
import { readingSettings } from '../../../src/shared/vision.ts'
import { newHome } from '../real-lab.ts'
import { answersOf, picture } from './a-picture.ts'

/** The second form of the database, with two finished runs. */
function oldDatabase(file: string) {
	const database = prepare(new Sqlite(file), migrations.slice(0, 2))
	database.exec(`
		INSERT INTO recipes (id, hash, json, network, settings, likeness, parameters, epochs) VALUES (1, 'h', '{}', '', '', '', 1, 1);
		INSERT INTO runs (uid, name, recipe, status, created, best_val_accuracy) VALUES
			('a', 'worse', 1, 'finished', '2026-01-01T00:00:00.000Z', 0.8),
			('b', 'better', 1, 'finished', '2026-01-02T00:00:00.000Z', 0.9),
			('c', 'unchecked', 1, 'finished', '2026-01-03T00:00:00.000Z', NULL),
			('d', 'cut off', 1, 'stopped', '2026-01-04T00:00:00.000Z', 0.99);
	`)
	database.close()
}

function open() {
	const file = join(newHome(), 'lab.sqlite')
	oldDatabase(file)
	const database = prepare(new Sqlite(file))
	onTestFinished(() => void database.close())
	let written = 0
	const pictures = pictureStore(database, (bytes) => (written += bytes))
	return { database, pictures, runs: runStore(database, () => undefined), written: () => written }
}

const countIn = (database: Database, table: string) =>
	database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()

test('a database of the second form gets pictures and keeps its runs', () => {
	const { pictures, runs } = open()
	expect(runs.list().map(({ name }) => name)).toEqual(['cut off', 'unchecked', 'better', 'worse'])
	expect(pictures.list(Number.MAX_SAFE_INTEGER, 10, null)).toEqual([])
})

test('a picture is found again as it was kept, with its digits and its bytes', () => {
	const { pictures, written } = open()
	const given = picture('seven.png', 7, { label: { text: '7', from: 'folder' } })
	expect(pictures.add([given])).toEqual([1])
	const { file, fields, digits, ...rest } = given
	expect(pictures.find(1)).toEqual({ id: 1, ...rest })
	expect(pictures.digits(1)).toEqual(digits)
	expect([...(pictures.file(1) ?? [])]).toEqual([...file])
	expect(pictures.thumbnail(1)).toBeNull()
	pictures.keepThumbnail(1, Uint8Array.of(1, 2, 3))
	expect([...(pictures.thumbnail(1) ?? [])]).toEqual([1, 2, 3])
	expect([...(pictures.fields(1) ?? [])]).toEqual([...fields])
	expect(written()).toBe(500 + 784)
	expect(pictures.find(2)).toBeUndefined()
})

test('the field of one digit among several is cut out of them', () => {
	const { pictures } = open()
	const fields = Uint8Array.from({ length: 3 * 784 }, (_, place) => Math.floor(place / 784) + 1)
	const [digit] = picture('', 1).digits
	if (!digit) throw new Error('no digit')
	pictures.add([picture('171.png', 1, { fields, digits: [digit, digit, digit] })])
	expect(pictures.field(1, 1)).toHaveLength(784)
	expect(new Set(pictures.field(1, 1))).toEqual(new Set([2]))
	expect(pictures.field(1, 3)).toHaveLength(0)
	expect(pictures.field(9, 0)).toBeUndefined()
})

test('pictures that come together are kept together or not at all', () => {
	const { pictures, database } = open()
	const broken = { ...picture('b.png', 2), origin: 'nowhere' as 'file' }
	expect(() => pictures.add([picture('a.png', 1), broken])).toThrow(/CHECK/)
	expect(countIn(database, 'pictures')).toBe(0)
	expect(countIn(database, 'digits')).toBe(0)
})

test('lists go from the newest back, in portions, of all or of one batch', () => {
	const { pictures } = open()
	for (let n = 1; n <= 5; n++) pictures.add([picture(`${n}.png`, n, { batch: n % 2 === 0 ? 'even' : 'odd' })])
	const ids = (before: number, limit: number, batch: string | null) =>
		pictures.list(before, limit, batch).map(({ id }) => id)
	expect(ids(Infinity, 2, null)).toEqual([5, 4])
	expect(ids(4, 10, null)).toEqual([3, 2, 1])
	expect(ids(5, 10, 'odd')).toEqual([3, 1])
	expect(ids(Infinity, 10, 'none')).toEqual([])
})

test('what is read anew takes the place of what was, under a revision that grows', () => {
	const { pictures, database } = open()
	pictures.add([picture('a.png', 1)])
	const settings = readingSettings.parse({ several: false })
	const { fields, digits } = picture('', 4)
	const reading = {
		ink: 'light' as const,
		lines: 0,
		notes: [],
		settings,
		answering: { runs: [1, 2], ensemble: true },
		fields,
		digits
	}
	pictures.replace(1, { ...reading, revision: 2000 })
	expect(pictures.find(1)).toMatchObject({
		ink: 'light',
		notes: [],
		settings,
		answering: reading.answering,
		revision: 2000
	})
	expect(pictures.digits(1)).toEqual(digits)
	// a clock that was set back
	pictures.replace(1, { ...reading, digits: [], revision: 1500 })
	expect(pictures.find(1)?.revision).toBe(2001)
	expect(countIn(database, 'digits')).toBe(0)
	pictures.replace(7, { ...reading, revision: 1 })
	expect(countIn(database, 'digits')).toBe(0)
})

test('a label is written and taken away', () => {
	const { pictures } = open()
	pictures.add([picture('a.png', 1)])
	pictures.label(1, { text: '7', from: 'hand' })
	expect(pictures.find(1)?.label).toEqual({ text: '7', from: 'hand' })
	pictures.label(1, null)
	expect(pictures.find(1)?.label).toBeNull()
})

test('a removed picture comes back within its time, and is gone with all its parts once it is purged', () => {
	const { pictures, database } = open()
	pictures.add([picture('a.png', 1), picture('b.png', 2)])
	const before = pictures.find(1)
	pictures.remove([1, 2], '2026-02-01T13:00:00.000Z')
	expect(pictures.list(Infinity, 10, null)).toEqual([])
	expect(pictures.find(1)).toBeUndefined()
	expect(pictures.restore([1, 7], '2026-02-01T13:00:00.000Z')).toEqual([1])
	expect(pictures.find(1)).toEqual(before)
	// too late, whether or not anybody has purged it yet
	expect(pictures.restore([2], '2026-02-01T13:00:00.001Z')).toEqual([])
	pictures.remove([1], '2026-02-01T13:00:00.000Z')
	expect(pictures.purge('2026-02-01T13:00:00.001Z', 1)).toBe(1)
	expect(pictures.purge('2026-02-01T13:00:00.001Z', 10)).toBe(1)
	for (const table of ['pictures', 'picture_files', 'digits']) expect(countIn(database, table)).toBe(0)
	// its number is not given to another
	expect(pictures.add([picture('c.png', 3)])).toEqual([3])
})

test('a run that is deleted for good leaves its name', () => {
	const { pictures, runs } = open()
	pictures.add([picture('a.png', 1)])
	expect(pictures.runName(2)).toBe('better')
	runs.edit([2], { name: 'renamed' })
	runs.remove([2], '2026-02-01T13:00:00.000Z')
	expect(pictures.runName(2)).toBe('renamed')
	runs.purge('2026-02-02T00:00:00.000Z')
	expect(runs.find(2)).toBeUndefined()
	expect(pictures.runName(2)).toBe('renamed')
	expect(pictures.digits(1)[0]?.answers).toEqual(answersOf(1))
})

test('who may answer is a finished run, a star first, archived ones and one without validation last', () => {
	const { runs } = open()
	const first = () => runs.toAnswer(9)[0]?.id
	expect(first()).toBe(2)
	runs.edit([2], { archived: true })
	expect(first()).toBe(1)
	runs.edit([3], { starred: true })
	expect(first()).toBe(3)
	runs.edit([1], { starred: true })
	expect(first()).toBe(1)
	runs.remove([1, 2, 3], '2026-02-01T13:00:00.000Z')
	expect(first()).toBeUndefined()
})
