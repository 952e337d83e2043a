import { existsSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { openLab } from '../../src/main/lab.ts'
import { worldHere } from '../../src/main/world.ts'
import { newHome, slp } from './real-lab.ts'

const sqlite = pathToFileURL(createRequire(import.meta.url).resolve('better-sqlite3')).href

/** A lab whose checkpoints keep the history locked from when there is the file `held` until there is the file `go`. */
function slowlyKeeping() {
	const home = newHome()
	const world = worldHere({ home })
	const [held, go, program] = ['held', 'go', 'checkpointer.mjs'].map((name) => join(home, name)) as [
		string,
		string,
		string
	]
	writeFileSync(
		program,
		`import { existsSync, writeFileSync } from 'node:fs'
		import { parentPort, workerData } from 'node:worker_threads'
		import Sqlite from ${JSON.stringify(sqlite)}
		const post = parentPort.postMessage.bind(parentPort)
		parentPort.postMessage = (...answer) => {
			const database = new Sqlite(workerData, { timeout: 5000 })
			database.exec('BEGIN IMMEDIATE')
			writeFileSync(${JSON.stringify(held)}, '')
			while (!existsSync(${JSON.stringify(go)})) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
			database.exec('COMMIT')
			database.close()
			post(...answer)
		}
		await import(${JSON.stringify(world.checkpointer.href)})`
	)
	const lab = openLab({ ...world, checkpointer: pathToFileURL(program) })
	onTestFinished(() => lab.close())
	return { lab, isHeld: () => existsSync(held), letGo: () => writeFileSync(go, '') }
}

test('who writes while a checkpoint is kept lets the lab do other things until it can', async () => {
	const { lab, isHeld, letGo } = slowlyKeeping()
	const { client } = lab
	const { id } = await client.runs.start({ recipe: slp() })
	await expect.poll(isHeld, { timeout: 30_000 }).toBe(true)
	// a thread that waits for the lock would never come to this
	setTimeout(letGo, 20)
	const [rows, started] = await Promise.all([
		client.runs.edit({ runs: [id], change: { note: 'seen' } }),
		client.runs.start({ recipe: slp({ seed: 2 }) })
	])
	expect(rows).toMatchObject([{ id, note: 'seen' }])
	expect(started.id).toBe(id + 1)
})
