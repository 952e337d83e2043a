import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { analystOf, type Analyst } from '../../../src/main/data/analyst-thread.ts'
import { worldHere } from '../../../src/main/world.ts'

const { analyst: program, dataFolder } = worldHere({ home: '' })

/** Threads that run `code`, which has `port`, `workerData` and `tell`, and are counted. */
function counted(code: string): { analyst: Analyst; started: () => number } {
	const home = mkdtempSync(join(tmpdir(), 'digit-lab-'))
	onTestFinished(() => rmSync(home, { recursive: true, force: true }))
	const [starts, file] = [join(home, 'starts'), join(home, 'thread.mjs')]
	writeFileSync(starts, '')
	writeFileSync(
		file,
		`import { appendFileSync } from 'node:fs'
		import { parentPort as port, workerData } from 'node:worker_threads'
		const tell = (told) => port.postMessage(told)
		appendFileSync(${JSON.stringify(starts)}, '.')
		${code}`
	)
	const analyst = analystOf(pathToFileURL(file), { dataFolder, home })
	onTestFinished(() => analyst.close())
	return { analyst, started: () => readFileSync(starts).length }
}

/** It answers after a while, with how many it has answered before in place of a label. */
const answers = `let before = 0
	port.on('message', ({ image }) =>
		setTimeout(() => tell({ kind: 'alike', neighbours: [{ image, label: before++, distance: 0 }] }), 20))`

test('many who ask at once are all answered by one thread', async () => {
	const { analyst, started } = counted(`await import(${JSON.stringify(program.href)})`)
	const images = Array.from({ length: 12 }, (_, image) => image)
	const found = await Promise.all(images.map((image) => analyst.alike('mnist', 'training', image)))
	expect(started()).toBe(1)
	// an image is not like itself, so that each one can only have its own answer
	for (const [image, neighbours] of found.entries()) {
		expect(neighbours).toHaveLength(10)
		expect(neighbours.some((neighbour) => neighbour.image === image)).toBe(false)
	}
	expect(await analyst.alike('mnist', 'training', 3)).toEqual(found[3])
	expect(started()).toBe(1)
})

test('of those who wait the newest is answered first, and whoever has left is not answered', async () => {
	const { analyst } = counted(answers)
	const leaving = new AbortController()
	const asked = [1, 2, 3, 4].map((image) =>
		analyst.alike('mnist', 'test', image, image === 3 ? leaving.signal : undefined)
	)
	leaving.abort()
	const [first, second, third, last] = await Promise.allSettled(asked)
	expect(third).toMatchObject({ status: 'rejected', reason: { code: 'NOT_NOW' } })
	const order = [first, last, second].map((one) => (one?.status === 'fulfilled' ? one.value[0]?.label : null))
	expect(order).toEqual([0, 1, 2])
})

test('another set is read by another thread, and so is one that was thrown away', async () => {
	const { analyst, started } = counted(answers)
	await Promise.all([analyst.alike('mnist', 'test', 1), analyst.alike('other', 'test', 2)])
	expect(started()).toBe(2)
	await analyst.forget('0'.repeat(64))
	await analyst.alike('other', 'test', 3)
	expect(started()).toBe(3)
})

test('when the thread dies, whoever it was answering is told so, and the others go on with a new one', async () => {
	const dies = `port.on('message', ({ image }) => image === 1 ? process.exit(3) : tell({ kind: 'alike', neighbours: [] }))`
	const { analyst, started } = counted(dies)
	const [first, second] = await Promise.allSettled([1, 2].map((image) => analyst.alike('mnist', 'test', image)))
	expect(first).toMatchObject({ status: 'rejected', reason: { code: 'NOT_NOW', message: /ended\. Ask again/ } })
	expect(second).toMatchObject({ status: 'fulfilled', value: [] })
	expect(started()).toBe(2)
})

test('when the lab is closed, all who wait are told so', async () => {
	const { analyst } = counted('setInterval(() => undefined, 1000)')
	const asked = Promise.allSettled([1, 2, 3].map((image) => analyst.alike('mnist', 'test', image)))
	await analyst.close()
	for (const one of await asked)
		expect(one).toMatchObject({ status: 'rejected', reason: { code: 'NOT_NOW', message: 'The lab is being closed.' } })
	await expect(analyst.alike('mnist', 'test', 1)).rejects.toMatchObject({ code: 'NOT_NOW' })
})
