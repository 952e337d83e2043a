import { afterAll, beforeAll, expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLab, type Lab } from '../../../src/main/lab.ts'
import { worldHere } from '../../../src/main/world.ts'
import { readingSettings } from '../../../src/shared/vision.ts'
import { open, slp, trained } from '../real-lab.ts'
import { about, drawn } from './drawn.ts'

let home: string
let lab: Lab
/** What the lab takes for now, in milliseconds. */
let clock = Date.parse('2026-03-01T12:00:00.000Z')

beforeAll(async () => {
	home = mkdtempSync(join(tmpdir(), 'digit-lab-'))
	lab = openLab({ ...worldHere({ home }), now: () => new Date(clock).toISOString() })
	await trained(lab, slp())
	await trained(lab, slp({ seed: 7, data: { limit: 2000 } }))
})
afterAll(async () => {
	await lab.close()
	rmSync(home, { recursive: true, force: true })
})

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
const both = { runs: [1, 2], ensemble: false }

test('a lab without a finished run says what to do before it can read', async () => {
	const empty = open()
	expect(await empty.client.pictures.answering()).toBeNull()
	await expect(empty.bytes.picture(await drawn('seven'), about('7.png'))).rejects.toThrow(/train one first/)
	expect(await empty.client.pictures.list()).toEqual([])
})

test('a picture is read, answered and found again', async () => {
	const file = await drawn('seven')
	const row = await lab.bytes.picture(file, about('7.png', { label: { text: '7', from: 'name' } }))
	expect(row).toMatchObject({ name: '7.png', origin: 'file', label: { text: '7', from: 'name' }, notes: [] })
	expect(row.answering).toEqual(await lab.client.pictures.answering())
	const [digit, ...more] = row.digits
	expect(more).toEqual([])
	expect(digit?.box.right).toBeGreaterThan(190)
	expect(digit?.probabilities).toHaveLength(10)
	expect(sum(digit?.probabilities ?? [])).toBeCloseTo(1, 5)
	expect(digit?.confidence).toBe(Math.max(...(digit?.probabilities ?? [])))
	expect(digit?.probabilities[digit.digit]).toBe(digit?.confidence)
	expect((await lab.client.pictures.list({ limit: 1 }))[0]).toEqual(row)
	expect(await lab.client.pictures.get({ picture: row.id })).toMatchObject({
		...row,
		ink: 'dark',
		lines: 0,
		settings: readingSettings.parse({}),
		digits: [{ ...digit, answers: [{ probabilities: digit?.probabilities }] }]
	})
	const fields = await lab.bytes.fields(row.id)
	expect(fields).toHaveLength(784)
	expect(Math.max(...fields)).toBeGreaterThan(200)
})

test('every chosen run answers, and together they answer with the mean', async () => {
	const file = await drawn('seven')
	const apart = await lab.bytes.picture(file, about('a.png', { answering: both }))
	const together = await lab.bytes.picture(file, about('b.png', { answering: { ...both, ensemble: true } }))
	const answers = (await lab.client.pictures.get({ picture: apart.id })).digits[0]?.answers
	expect(answers?.map(({ run }) => run)).toEqual([1, 2])
	const [first, second] = answers ?? []
	expect(apart.digits[0]?.probabilities).toEqual(first?.probabilities)
	expect(together.digits[0]?.probabilities).toEqual(
		first?.probabilities.map((value, place) => (value + (second?.probabilities[place] ?? 0)) / 2)
	)
	expect(second?.probabilities).not.toEqual(first?.probabilities)
})

test('a picture that is read anew gets other digits, a new revision, and keeps who answered', async () => {
	const row = await lab.bytes.picture(await drawn('one', 'seven'), about('17.png', { answering: both }))
	expect(row.digits).toHaveLength(2)
	clock += 1000
	const settings = readingSettings.parse({ several: false })
	const [whole] = await lab.client.pictures.again({ pictures: [row.id], settings })
	expect(whole).toMatchObject({ id: row.id, answering: both, batch: row.batch })
	expect(whole?.digits).toHaveLength(1)
	expect(whole?.revision).toBeGreaterThan(row.revision)
	expect(await lab.bytes.fields(row.id)).toHaveLength(784)
	const [other] = await lab.client.pictures.again({ pictures: [row.id], answering: { runs: [2], ensemble: false } })
	expect(other?.digits[0]?.box).toEqual(whole?.digits[0]?.box)
	const detail = await lab.client.pictures.get({ picture: row.id })
	expect(detail.settings).toEqual(settings)
	expect(detail.digits[0]?.answers.map(({ run }) => run)).toEqual([2])
})

test('changes that are asked for at once are made one after another, and none is lost', async () => {
	const { id } = await lab.bytes.picture(await drawn('one', 'seven'), about('17.png'))
	const settings = readingSettings.parse({ several: false })
	await Promise.all([
		lab.client.pictures.again({ pictures: [id], settings: { ...settings, threshold: 0.7 } }),
		lab.client.pictures.again({ pictures: [id], settings }),
		lab.client.pictures.again({ pictures: [id], answering: both })
	])
	expect(await lab.client.pictures.get({ picture: id })).toMatchObject({ settings, answering: both, digits: [{}] })
})

test('what is noted of a picture without ink holds only as long as there is none', async () => {
	const light = readingSettings.parse({ ink: 'light' })
	const { id } = await lab.bytes.picture(await drawn(), about('blank.png'))
	expect(await lab.client.pictures.get({ picture: id })).toMatchObject({ digits: [], notes: ['no ink was found'] })
	await lab.client.pictures.again({ pictures: [id], settings: light })
	expect((await lab.client.pictures.get({ picture: id })).notes).toEqual(['no ink was found'])
})

test('twenty pictures that come at once are one batch, each with its own answer', async () => {
	const file = await drawn('one')
	const batch = 'twenty'
	const rows = await Promise.all(
		Array.from({ length: 20 }, async (_, n) => lab.bytes.picture(file, about(`${n}.png`, { batch })))
	)
	expect(new Set(rows.map(({ id }) => id)).size).toBe(20)
	expect(rows.map(({ name }) => name)).toEqual(Array.from({ length: 20 }, (_, n) => `${n}.png`))
	const again = await lab.client.pictures.again({ pictures: rows.map(({ id }) => id), answering: both })
	expect(again.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
	expect(again.every(({ answering }) => answering.runs.length === 2)).toBe(true)
})

test('a file that cannot be read leaves nothing behind', async () => {
	const [newest] = await lab.client.pictures.list({ limit: 1 })
	const notes = new TextEncoder().encode('these are notes, not a picture')
	await expect(lab.bytes.picture(notes, about('notes.png'))).rejects.toThrow(/^notes\.png /)
	expect((await lab.client.pictures.list({ limit: 1 }))[0]).toEqual(newest)
})

test('a label is written by hand, and a removed picture can be restored for an hour', async () => {
	const { id } = await lab.bytes.picture(await drawn('one'), about('one.png'))
	expect(await lab.client.pictures.label({ picture: id, label: '1' })).toMatchObject({
		label: { text: '1', from: 'hand' }
	})
	await lab.client.pictures.remove({ pictures: [id] })
	await expect(lab.client.pictures.get({ picture: id })).rejects.toThrow(`There is no picture ${id}`)
	clock += 3_599_000
	expect(await lab.client.pictures.restore({ pictures: [id] })).toMatchObject([{ id, label: { text: '1' } }])
	await lab.client.pictures.remove({ pictures: [id] })
	clock += 3_601_000
	await expect(lab.client.pictures.restore({ pictures: [id] })).rejects.toThrow(/possible for an hour/)
})

test('what is like a digit, and what spoke for its answer, can be asked', async () => {
	const { id } = await lab.bytes.picture(await drawn('one'), about('one.png'))
	const nearest = await lab.client.pictures.nearest({ picture: id, digit: 0 })
	expect(nearest).toHaveLength(3)
	const heat = await lab.client.pictures.heat({ picture: id, digit: 0, run: 1, answer: 1 })
	expect(heat).toHaveLength(784)
	expect(heat.every(Number.isFinite)).toBe(true)
	await expect(lab.client.pictures.nearest({ picture: id, digit: 3 })).rejects.toThrow(`Picture ${id} has no digit 4`)
	await expect(lab.client.pictures.heat({ picture: id, digit: 0, run: 99, answer: 1 })).rejects.toThrow(/no run 99/)
})

// the last one: it takes a run away
test('a run that was deleted since keeps its name beside its answers, and answers no more', async () => {
	await lab.client.runs.edit({ runs: [2], change: { name: 'the second' } })
	const answering = { runs: [2], ensemble: false }
	const row = await lab.bytes.picture(await drawn('one'), about('one.png', { answering }))
	await lab.client.runs.remove({ runs: [2] })
	clock += 7_200_000
	const detail = await lab.client.pictures.get({ picture: row.id })
	expect(detail.digits[0]?.answers).toMatchObject([{ run: 2, name: 'the second' }])
	expect(detail.digits[0]?.probabilities).toEqual(row.digits[0]?.probabilities)
	await expect(lab.client.pictures.again({ pictures: [row.id] })).rejects.toThrow(
		/one\.png was answered by run 2, the second, which was deleted since\. Choose another run/
	)
	const [now] = await lab.client.pictures.again({ pictures: [row.id], answering: { runs: [1], ensemble: false } })
	expect(now?.answering.runs).toEqual([1])
})
