import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import type { Lab } from '../../src/main/lab.ts'
import { openDatabase } from '../../src/main/store/database.ts'
import { cannotMount, smallDisk } from './mounted.ts'
import { newHome, slp, trained } from './real-lab.ts'
import { openTelling } from './telling-lab.ts'

beforeEach((ctx) => {
	if (cannotMount) ctx.skip(cannotMount)
})

async function refusesChanges({ client }: Lab, home: string) {
	const refusal = new RegExp(`^Digit Lab cannot keep its things in ${home} \\(SQLITE_\\w+\\)\\. Name a folder`)
	await expect(client.runs.start({ recipe: slp() })).rejects.toThrow(refusal)
	await expect(client.runs.edit({ runs: [1], change: { note: 'x' } })).rejects.toThrow(refusal)
	await expect(client.runs.remove({ runs: [1] })).rejects.toThrow(refusal)
}

test('a home that can only be read is read, and says so; what would change it is refused in a sentence, and nothing is left behind', async () => {
	const disk = smallDisk(8)
	const home = join(disk.folder, 'home')
	const writing = openTelling(home).lab
	const { run } = await trained(writing, slp())
	await writing.close()
	const before = readFileSync(join(home, 'lab.sqlite'))
	disk.readOnly()
	const scratch = newHome()
	// no process has the first number; the other one is at work
	const [left, used] = [2 ** 31 - 1, process.pid].map((pid) => `digit-lab-history-${pid}-x`)
	for (const name of [left, used]) mkdirSync(join(scratch, name ?? ''))
	const { lab, faults } = openTelling(home, scratch)
	onTestFinished(() => lab.close())
	lab.resumeQueue()
	const notice = expect.stringMatching(/can only be read: .* copy the folder to where you may write/) as string
	expect(lab.notice).toEqual(notice)
	expect((await lab.client.about()).homeNotice).toEqual(notice)
	expect(await lab.client.runs.get({ run: run.id })).toEqual(run)
	expect(await lab.client.runs.twins({ run: run.id })).toEqual([])
	await expect(lab.bytes.backup()).rejects.toThrow(/can only be read/)
	await refusesChanges(lab, home)
	expect(faults).toEqual([])
	await lab.close()
	expect(readFileSync(join(home, 'lab.sqlite'))).toEqual(before)
	expect(readdirSync(scratch)).toEqual([used])
})

test('one whose history is damaged or newer is refused as any other', () => {
	const disk = smallDisk(8)
	const damaged = join(disk.folder, 'damaged')
	const newer = join(disk.folder, 'newer')
	mkdirSync(damaged)
	writeFileSync(join(damaged, 'lab.sqlite'), 'this is no database, and long enough to be read as a header'.repeat(40))
	const database = openDatabase(newer)
	database.pragma('user_version = 999')
	database.close()
	disk.readOnly()
	expect(() => openTelling(damaged)).toThrow(`The history in ${damaged} is damaged or not a Digit Lab history.`)
	expect(() => openTelling(newer)).toThrow(/^This history was written by a newer Digit Lab/)
})

test('one that a killed lab has left is read, its last words too; what would change it is refused in a sentence', async () => {
	const source = newHome()
	const living = openTelling(source).lab
	onTestFinished(() => living.close())
	await trained(living, slp())
	await living.client.runs.edit({ runs: [1], change: { note: 'written last' } })
	const disk = smallDisk(8)
	const home = join(disk.folder, 'home')
	const training = await living.client.runs.start({ recipe: slp({ epochs: 5000 }) })
	const waiting = await living.client.runs.start({ recipe: slp({ epochs: 5000, learningRate: 0.02 }) })
	// what a kill leaves: a database with its log, a run that trains, and one that waits
	cpSync(source, home, { recursive: true })
	for (const { id } of [waiting, training]) await living.client.runs.stop({ run: id })
	expect(readdirSync(home)).toContain('lab.sqlite-wal')
	disk.readOnly()
	const { lab, faults } = openTelling(home)
	onTestFinished(() => lab.close())
	lab.resumeQueue()
	expect((await lab.client.runs.get({ run: 1 })).note).toBe('written last')
	expect(lab.notice).toMatch(/can only be read/)
	// what waits there waits: the training thread is ready by then, and nobody asks it
	await lab.client.about()
	expect((await lab.client.runs.get({ run: waiting.id })).status).toBe('queued')
	await refusesChanges(lab, home)
	expect(faults).toEqual([])
})
