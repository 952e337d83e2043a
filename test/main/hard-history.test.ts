import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openLab } from '../../src/main/lab.ts'
import { worldHere } from '../../src/main/world.ts'
import { allRuns } from '../../src/shared/history.ts'
import { exported, importRun } from './exchange/carry.ts'
import { runOn } from './lab-terminal.ts'
import { manyRuns } from './many-runs.ts'
import { newHome, open, slp, trained } from './real-lab.ts'

test('a history that another program has to itself is left alone, in a sentence', async () => {
	const home = newHome()
	await open(home).close()
	const other = new Sqlite(join(home, 'lab.sqlite'))
	onTestFinished(() => void other.close())
	other.pragma('locking_mode = EXCLUSIVE')
	other.exec('BEGIN EXCLUSIVE')
	expect(() => open(home)).toThrow(
		`Another program has the history in ${home} to itself. Wait until it is done, or close it, and try again.`
	)
	other.exec('COMMIT')
	other.close()
	expect(await open(home).client.runs.list()).toEqual([])
})

test('while another program writes for long, a lab reads; what cannot wait is refused in a sentence', async () => {
	const home = newHome()
	const lab = open(home)
	await trained(lab, slp())
	const other = new Sqlite(join(home, 'lab.sqlite'))
	onTestFinished(() => void other.close())
	other.exec('BEGIN IMMEDIATE')
	expect(await lab.client.runs.list()).toHaveLength(1)
	await expect(lab.client.runs.edit({ runs: [1], change: { note: 'x' } })).rejects.toThrow(
		/Another program has the history/
	)
	other.exec('ROLLBACK')
	await lab.client.runs.edit({ runs: [1], change: { note: 'x' } })
	expect((await lab.client.runs.get({ run: 1 })).note).toBe('x')
})

test('a history with a damaged page is read where it is whole; where it is not a sentence says so, and nothing is changed', async () => {
	const home = newHome()
	const file = join(home, 'lab.sqlite')
	const first = open(home)
	await trained(first, slp({ epochs: 3 }))
	await first.close()
	// the page on which the epochs begin
	const looking = new Sqlite(file, { readonly: true })
	const page = Number(looking.prepare("SELECT rootpage FROM sqlite_master WHERE name = 'epochs'").pluck().get())
	const size = Number(looking.pragma('page_size', { simple: true }))
	looking.close()
	const bytes = readFileSync(file)
	bytes.fill(0xff, (page - 1) * size, page * size)
	writeFileSync(file, bytes)
	const faults: unknown[] = []
	const lab = openLab({ ...worldHere({ home }), fault: (error) => void faults.push(error) })
	expect(await lab.client.runs.list()).toMatchObject([{ id: 1, status: 'finished' }])
	const damaged = `The history in ${home} is damaged or not a Digit Lab history. Nothing in it was changed. Put a backup in its place`
	await expect(lab.client.runs.get({ run: 1 })).rejects.toThrow(damaged)
	await lab.close()
	expect(faults).toEqual([])
	expect(readFileSync(file)).toEqual(bytes)
})

test('a history that was cut off is refused in a sentence, and kept as it is', async () => {
	const home = newHome()
	const file = join(home, 'lab.sqlite')
	const first = open(home)
	await trained(first, slp())
	await first.close()
	const half = readFileSync(file).subarray(0, 10_000)
	writeFileSync(file, half)
	copyFileSync(file, `${file}.kept`)
	const [outcome] = await Promise.allSettled([(async () => await open(home).client.runs.list())()])
	expect(String(outcome.status === 'rejected' ? outcome.reason : outcome.value)).toContain(
		'is damaged or not a Digit Lab history'
	)
	expect(readFileSync(file)).toEqual(readFileSync(`${file}.kept`))
})

test('a clock that jumps back changes neither the order of runs nor how long they took', async () => {
	let now = '2026-03-01T12:00:00.000Z'
	const home = newHome()
	const lab = openLab({ ...worldHere({ home }), now: () => now })
	onTestFinished(() => lab.close())
	const feed = await lab.client.watch()
	await lab.client.runs.start({ recipe: slp(), name: 'before' })
	for await (const event of feed) {
		// in the middle of the run: an empty battery puts a clock back to here
		if (event.kind === 'epoch') now = '1970-01-01T00:00:01.000Z'
		if (event.kind === 'run' && event.run.status === 'finished') break
	}
	const { run: second } = await trained(lab, slp({ seed: 2 }))
	const first = await lab.client.runs.get({ run: 1 })
	expect(first.created > second.created).toBe(true)
	expect((await lab.client.runs.list()).map(({ id }) => id)).toEqual([2, 1])
	for (const { seconds, points } of [first, second])
		for (const time of [seconds, ...points.map((point) => point.seconds)]) expect(time).toBeGreaterThan(0)
	for (const words of [['runs'], ['show', '1'], ['show', '2']]) {
		const { code, out } = await runOn(lab, ...words)
		expect(code).toBe(0)
		expect(out.join('\n')).not.toMatch(/[-−]\d+(\.\d+)? (s|min|h)\b|NaN|Invalid/)
	}
	// what is thrown away within the hour comes back, and what was written then is carried elsewhere
	await lab.client.runs.remove({ runs: [2] })
	expect(await lab.client.runs.restore({ runs: [2] })).toHaveLength(1)
	expect((await importRun(open(), await exported(lab, 1, 'run'))).run.seconds).toBe(first.seconds)
	expect((await importRun(open(), await exported(lab, 2, 'run'))).run.created).toBe('1970-01-01T00:00:01.000Z')
})

test('ten thousand runs are listed, found and opened without a wait', async () => {
	const home = newHome()
	manyRuns(home, 10_000)
	const lab = open(home)
	const begun = performance.now()
	const portions: number[] = []
	let last = begun
	const all = await allRuns(lab.client, () => {
		portions.push(performance.now() - last)
		last = performance.now()
	})
	const took = performance.now() - begun
	expect(all).toHaveLength(10_000)
	expect(all.map(({ id }) => id)).toEqual(Array.from({ length: 10_000 }, (_, place) => 10_000 - place))
	// many times what it takes, for a machine that does something else, and far less than a list without an index takes
	expect(took).toBeLessThan(5000)
	expect(Math.max(...portions)).toBeLessThan(1000)
	const { out } = await runOn(lab, 'runs', 'sweep', '--sort', 'validation', '--limit', '3', '--json')
	expect(out).toHaveLength(3)
	expect((await lab.client.runs.get({ run: 5000 })).points).toHaveLength(5)
	expect((await trained(lab, slp())).run.id).toBe(10_001)
})
