import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { recover } from '../../src/main/store/recover.ts'
import { writeFile } from '../../src/main/write-file.ts'
import { isDone, small, until } from './a-study.ts'
import { cannotMount, smallDisk } from './mounted.ts'
import { newHome, slp, trained } from './real-lab.ts'
import { openTelling } from './telling-lab.ts'

beforeEach((ctx) => {
	if (cannotMount) ctx.skip(cannotMount)
})

describe('a disk that fills up', () => {
	test('while a run trains: the run fails in a sentence, keeps its epochs, and says so after a restart', async () => {
		const disk = smallDisk(4)
		const home = join(disk.folder, 'home')
		const { lab, faults } = openTelling(home)
		const feed = await lab.client.watch()
		const { id } = await lab.client.runs.start({ recipe: slp({ epochs: 5000 }) })
		let told = 0
		for await (const event of feed) {
			if (event.kind === 'epoch') told = event.point.epoch
			if (event.kind === 'epoch' && told === 3) disk.fill()
			if (event.kind === 'run' && event.run.status === 'failed') {
				expect(event.run.problem).toMatch(
					/^The run could not be written to .*full\. Make room there and run it again\.$/
				)
				break
			}
		}
		expect(faults.map(String)).toContainEqual(expect.stringContaining('full'))
		// whatever else is asked for is read, or refused in a sentence
		expect((await lab.client.runs.get({ run: id })).points).toHaveLength(told)
		const full = `The disk that holds ${home} is full. Make room and try again.`
		await expect(lab.client.runs.start({ recipe: slp() })).rejects.toThrow(full)
		await expect(lab.client.runs.edit({ runs: [id], change: { note: 'x'.repeat(4000) } })).rejects.toThrow(full)
		await expect(lab.bytes.backup()).rejects.toThrow(/has no room for a copy of the history\. Make room/)
		expect(readdirSync(home).filter((name) => name.endsWith('.part'))).toEqual([])

		// once there is room it is written what had become of it, and the lab goes on
		const later = await lab.client.watch()
		disk.makeRoom()
		for await (const event of later) if (event.kind === 'run' && event.run.id === id) break
		expect((await lab.client.runs.get({ run: id })).status).toBe('failed')
		expect((await trained(lab, slp())).run.status).toBe('finished')
		await lab.close()
		const again = openTelling(home).lab
		onTestFinished(() => again.close())
		const run = await again.client.runs.get({ run: id })
		expect(run).toMatchObject({ status: 'failed', problem: expect.stringContaining('Make room there') as string })
		expect(run.points).toHaveLength(told)
	})

	test('while a study trains: its runs fail, the study pauses, and with room it is trained to its end', async () => {
		const disk = smallDisk(64)
		const { lab, faults } = openTelling(join(disk.folder, 'home'))
		onTestFinished(() => lab.close())
		const { id } = await lab.client.studies.create({ study: small({ base: slp({ epochs: 100 }) }) })
		await lab.client.studies.start({ study: id })
		let [epochs, filled] = [0, false]
		await until(
			lab,
			id,
			() => filled,
			(event) => {
				if (event.kind === 'epoch' && ++epochs === 12) disk.fill()
				filled ||= event.kind === 'run' && event.run.status === 'failed'
			}
		)
		expect(await until(lab, id, ({ state }) => state !== 'going')).toMatchObject({ state: 'paused', done: 0 })
		expect(faults.map(String)).toContainEqual(expect.stringContaining('full'))
		disk.makeRoom()
		await expect
			.poll(async () => (await lab.client.runs.list()).some(({ status }) => status === 'training'), { timeout: 10_000 })
			.toBe(false)
		await lab.client.studies.start({ study: id })
		// what failed before anything of it was kept is not tried again by itself
		const { done, failed } = await until(lab, id, isDone)
		expect(done + failed).toBe(6)
		expect(done).toBeGreaterThanOrEqual(3)
	})

	test('before the lab is opened: what is there is read, and where there is no room even for that, a sentence says so', async () => {
		const disk = smallDisk(4)
		const home = join(disk.folder, 'home')
		const first = openTelling(home).lab
		const { run } = await trained(first, slp())
		await first.close()
		const before = readFileSync(join(home, 'lab.sqlite'))
		disk.fill(2 ** 17)
		const second = openTelling(home)
		expect(await second.lab.client.runs.get({ run: run.id })).toEqual(run)
		await second.lab.close()
		expect(second.faults).toEqual([])
		disk.makeRoom()
		disk.fill()
		expect(() => openTelling(home)).toThrow(`The disk that holds ${home} is full. Make room and try again.`)
		expect(readFileSync(join(home, 'lab.sqlite'))).toEqual(before)
	})

	test('under a backup that is recovered: what was there stays, and a sentence says so', async () => {
		const backup = join(newHome(), 'backup.sqlite')
		const disk = smallDisk(4)
		const home = join(disk.folder, 'home')
		const first = openTelling(home).lab
		await trained(first, slp())
		await first.close()
		cpSync(join(home, 'lab.sqlite'), backup)
		const full = `The disk that holds ${home} is full. Make room and try again.`
		// room for nothing, and for the copy that comes but not for the one that is kept
		for (const room of [0, statSync(backup).size + 2 ** 16]) {
			disk.makeRoom()
			disk.fill(room)
			expect(() => recover(home, backup)).toThrow(full)
			expect(readdirSync(home)).toContain('lab.sqlite')
			expect([...readdirSync(home), ...readdirSync(disk.folder)].filter((name) => name.endsWith('.part'))).toEqual([])
		}
		disk.makeRoom()
		expect(recover(home, backup).runs).toBe(1)
		disk.readOnly()
		expect(() => recover(home, backup)).toThrow(`Digit Lab cannot keep its things in ${home}`)
	})

	test('under a file that is written: it is there whole or as it was before, and nothing beside it', async () => {
		const disk = smallDisk(1)
		const file = join(disk.folder, 'run.digitlab')
		await writeFile(file, new Uint8Array(1000).fill(1))
		disk.fill(2 ** 16)
		await expect(writeFile(file, new Uint8Array(2 ** 20))).rejects.toThrow('ENOSPC')
		expect(readFileSync(file)).toEqual(Buffer.alloc(1000, 1))
		expect(readdirSync(disk.folder).sort()).toEqual(['ballast', 'run.digitlab'])
	})
})
