import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openLab } from '../../src/main/lab.ts'
import { worldHere } from '../../src/main/world.ts'
import { isOver } from '../../src/shared/runs.ts'
import { newHome, open, slp, trained } from './real-lab.ts'

test('a stopped run keeps its epochs and never sees the test; the next in the queue goes on', async () => {
	const lab = open()
	const feed = await lab.client.watch()
	const long = await lab.client.runs.start({ recipe: slp({ epochs: 5000 }) })
	const next = await lab.client.runs.start({ recipe: slp() })
	for await (const event of feed) {
		if (event.kind === 'epoch' && event.run === long.id && event.point.epoch === 2) {
			const stopped = await lab.client.runs.stop({ run: long.id })
			expect(stopped.status).toBe('stopped')
		}
		if (event.kind === 'run' && event.run.id === next.id && isOver(event.run.status)) break
	}
	const run = await lab.client.runs.get({ run: long.id })
	expect(run.points.length).toBeGreaterThanOrEqual(2)
	expect(run.test).toBeNull()
	expect((await lab.client.runs.get({ run: next.id })).status).toBe('finished')
})

test('a waiting run can be taken out and removed; a training one must be stopped first', async () => {
	const lab = open()
	const feed = await lab.client.watch()
	const long = await lab.client.runs.start({ recipe: slp({ epochs: 5000 }) })
	const waiting = await lab.client.runs.start({ recipe: slp() })
	expect(waiting.status).toBe('queued')
	await lab.client.runs.remove({ runs: [waiting.id] })
	for await (const event of feed) if (event.kind === 'epoch') break
	await expect(lab.client.runs.remove({ runs: [long.id] })).rejects.toThrow(
		`Run ${long.id} is training. Stop it before you delete it.`
	)
	await lab.client.runs.stop({ run: long.id })
	await lab.client.runs.remove({ runs: [long.id] })
	expect(await lab.client.runs.list()).toEqual([])
})

test('a lab that is closed in the middle of a run finds it interrupted, with its epochs', async () => {
	const home = newHome()
	const lab = open(home)
	const feed = await lab.client.watch()
	const { id } = await lab.client.runs.start({ recipe: slp({ epochs: 5000 }) })
	for await (const event of feed) if (event.kind === 'epoch' && event.point.epoch === 3) break
	await lab.close()
	const run = await open(home).client.runs.get({ run: id })
	expect(run.status).toBe('interrupted')
	expect(run.points.length).toBeGreaterThanOrEqual(3)
})

test('a run that another lab trains is not taken for a dead one, and a second one is refused with a sentence', async () => {
	const home = newHome()
	const lab = open(home)
	const feed = await lab.client.watch()
	const { id } = await lab.client.runs.start({ recipe: slp({ epochs: 5000 }) })
	for await (const event of feed) if (event.kind === 'epoch') break
	const second = open(home)
	expect((await second.client.runs.get({ run: id })).status).toBe('training')
	await expect(second.client.runs.start({ recipe: slp() })).rejects.toThrow(
		/Another Digit Lab is training in this home/
	)
	await lab.client.runs.stop({ run: id })
	expect((await trained(second, slp())).run.status).toBe('finished')
})

test('a run starts without waiting for a time that somebody is having measured', async () => {
	const lab = open()
	await lab.client.about()
	const big = slp({
		layers: [
			{ kind: 'lstm', units: 256 },
			{ kind: 'dense', units: 10, activation: 'softmax' }
		]
	})
	const asked = [
		lab.client.recipes.estimate({ recipe: big }),
		lab.client.recipes.estimate({ recipe: { ...big, batchSize: 512 } })
	]
	const { run } = await trained(lab, slp())
	expect(run.status).toBe('finished')
	expect((await Promise.all(asked)).map(({ kind }) => kind)).toEqual(['unknown', 'unknown'])
})

test('a waiting run that another lab has removed is passed over', async () => {
	const home = newHome()
	const lab = open(home)
	const feed = await lab.client.watch()
	const long = await lab.client.runs.start({ recipe: slp({ epochs: 5000 }) })
	const gone = await lab.client.runs.start({ recipe: slp() })
	const last = await lab.client.runs.start({ recipe: slp() })
	for await (const event of feed) if (event.kind === 'epoch') break
	await open(home).client.runs.remove({ runs: [gone.id] })
	const more = await lab.client.watch()
	await lab.client.runs.stop({ run: long.id })
	for await (const event of more)
		if (event.kind === 'run' && event.run.id === last.id && isOver(event.run.status)) break
	expect((await lab.client.runs.list()).map(({ id, status }) => [id, status])).toEqual([
		[last.id, 'finished'],
		[long.id, 'stopped']
	])
})

test('a lab that is closed before its library is loaded leaves its runs waiting, and goes on with them', async () => {
	const home = newHome()
	const lab = open(home)
	const { id } = await lab.client.runs.start({ recipe: slp() })
	await lab.close()
	const again = open(home)
	expect((await again.client.runs.get({ run: id })).status).toBe('queued')
	const feed = await again.client.watch()
	again.resumeQueue()
	for await (const event of feed) if (event.kind === 'run' && event.run.status === 'finished') break
	expect((await again.client.runs.get({ run: id })).test).not.toBeNull()
})

test('a run that waited in a lab that is gone is taken up when somebody asks for it, and not before', async () => {
	const home = newHome()
	const lab = open(home)
	const { id } = await lab.client.runs.start({ recipe: slp() })
	const again = open(home)
	await expect(again.client.runs.resume({ run: id })).rejects.toThrow('Another Digit Lab is training in this home')
	await lab.close()
	const feed = await again.client.watch()
	expect(await again.client.runs.resume({ run: id })).toMatchObject({ id, status: 'queued' })
	await expect(again.client.runs.resume({ run: id })).rejects.toThrow('waits for its turn already')
	for await (const event of feed) if (event.kind === 'run' && isOver(event.run.status)) break
	expect(await again.client.runs.get({ run: id })).toMatchObject({ status: 'finished', epochsDone: 2 })
})

test('a fault while TensorFlow trains is told in a sentence; the next run has a new thread', async () => {
	const home = newHome()
	const scratch = join(home, 'scratch')
	const trainer = new URL('counted-trainer.ts', import.meta.url)
	const lab = openLab({ ...worldHere({ home }), scratch, trainer })
	onTestFinished(() => lab.close())
	const { run: failed } = await trained(lab, slp())
	expect(failed.status).toBe('failed')
	// the folder where a graph is handed over is not there
	expect(failed.problem).toMatch(/^TensorFlow gave up: ENOENT/)
	mkdirSync(scratch)
	expect((await trained(lab, slp())).run.status).toBe('finished')
	expect((await trained(lab, slp({ seed: 2 }))).run.status).toBe('finished')
	expect(readFileSync(join(home, 'started'), 'utf8')).toBe('xx')
})
