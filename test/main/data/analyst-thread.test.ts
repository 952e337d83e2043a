import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { analystOf, type Analyst } from '../../../src/main/data/analyst-thread.ts'
import { worldHere } from '../../../src/main/world.ts'

const { analyst: program, dataFolder } = worldHere({ home: '' })

/** Threads that do something else than the analysis: `code` has `workerData` and `tell`. */
function pretending(code: string, home = newHome()): Analyst {
	const text = `import { mkdirSync, writeFileSync } from 'node:fs'
		import { dirname } from 'node:path'
		import { parentPort, workerData } from 'node:worker_threads'
		const tell = (told) => parentPort.postMessage(told)
		const keep = () => { mkdirSync(dirname(workerData.file), { recursive: true }); writeFileSync(workerData.file, '{"found":1}'); tell({ kind: 'kept' }) }
		${code}`
	return opened(analystOf(new URL(`data:text/javascript,${encodeURIComponent(text)}`), { dataFolder, home }))
}

function newHome(): string {
	const home = mkdtempSync(join(tmpdir(), 'digit-lab-'))
	onTestFinished(() => rmSync(home, { recursive: true, force: true }))
	return home
}

function opened(analyst: Analyst): Analyst {
	onTestFinished(() => analyst.close())
	return analyst
}

async function heard(analyst: Analyst, signal?: AbortSignal): Promise<string[]> {
	const all: string[] = []
	for await (const told of analyst.follow('mnist', 'analysis', signal))
		all.push(told.kind === 'done' ? 'done' : told.doing)
	return all
}

test('what is worked out is told step by step, kept, and there at once the next time', async () => {
	const home = newHome()
	const works = `tell({ kind: 'doing', doing: 'Counting', share: 0.5 }); setTimeout(keep, 20)`
	const analyst = pretending(works, home)
	expect(await analyst.kept('mnist', 'analysis')).toBeNull()
	expect(await heard(analyst)).toEqual(['Reading the images', 'Counting', 'done'])
	expect(new TextDecoder().decode((await analyst.kept('mnist', 'analysis')) ?? undefined)).toBe('{"found":1}')
	// this one would never end
	expect(await heard(pretending('setInterval(() => undefined, 1000)', home))).toEqual(['done'])
})

test('two who ask at once are told of one work, and it is stopped when the last one leaves', async () => {
	const home = newHome()
	const marks = `import('node:fs').then(({ appendFileSync }) => setInterval(() => appendFileSync(${JSON.stringify(join(home, 'beats'))}, workerData.kind + ' '), 5))`
	const analyst = pretending(
		`${marks}; setInterval(() => tell({ kind: 'doing', doing: 'On and on', share: 0 }), 5)`,
		home
	)
	const [one, other] = [new AbortController(), new AbortController()]
	const first = heard(analyst, one.signal)
	const second = heard(analyst, other.signal)
	await expect.poll(() => existsSync(join(home, 'beats'))).toBe(true)
	one.abort()
	expect((await first).at(-1)).not.toBe('done')
	const size = () => statSync(join(home, 'beats')).size
	const before = size()
	await expect.poll(size).toBeGreaterThan(before)
	other.abort()
	await second
	await new Promise((resolve) => setTimeout(resolve, 100))
	const after = size()
	await new Promise((resolve) => setTimeout(resolve, 60))
	expect(size()).toBe(after)
	expect(await analyst.kept('mnist', 'analysis')).toBeNull()
})

test('a refusal reaches whoever waits, and so does the end of a thread that died', async () => {
	const refuses = `tell({ kind: 'refused', code: 'BAD_DATA', sentence: 'train-images is damaged.' })`
	await expect(heard(pretending(refuses))).rejects.toMatchObject({
		code: 'BAD_DATA',
		message: 'train-images is damaged.'
	})
	await expect(heard(pretending('process.exit(3)'))).rejects.toMatchObject({ code: 'NOT_NOW' })
	await expect(heard(pretending(`throw new Error('out of order')`))).rejects.toThrow('out of order')
})

test('the real thread finds the nearest training image of every class', async () => {
	const analyst = opened(analystOf(program, { dataFolder, home: newHome() }))
	const found = await analyst.alike('mnist', 'training', 0)
	expect(found.map(({ label }) => label).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
	expect(found.map(({ distance }) => distance)).toEqual(found.map(({ distance }) => distance).toSorted((a, b) => a - b))
	expect(found.some(({ image }) => image === 0)).toBe(false)
	await expect(
		analystOf(program, { dataFolder: '/nowhere', home: newHome() }).alike('mnist', 'test', 0)
	).rejects.toMatchObject({
		code: 'BAD_DATA'
	})
})
