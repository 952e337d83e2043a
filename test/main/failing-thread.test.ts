import { setFlagsFromString } from 'node:v8'
import { expect, onTestFinished, test } from 'vitest'
import { openLab, type Lab } from '../../src/main/lab.ts'
import { worldHere } from '../../src/main/world.ts'
import { isOver } from '../../src/shared/runs.ts'
import { failing } from './failing-trainer.ts'
import { finished } from './seeds.ts'
import { newHome, slp, trained } from './real-lab.ts'

/** A lab whose training thread fails for some seeds, and which waits for it no longer than this, in ms. */
function openFailing(patience: { silence: number; stop: number }, home = newHome()): Lab {
	const trainer = new URL('failing-trainer.ts', import.meta.url)
	const lab = openLab({ ...worldHere({ home }), trainer, patience })
	onTestFinished(() => lab.close())
	return lab
}
const patient = { silence: 60_000, stop: 60_000 }

/** The run that fails, beside one that waits behind it: what both came to. */
async function together(lab: Lab, seed: number) {
	const first = await lab.client.runs.start({ recipe: slp({ seed }) })
	// not so alike that both are trained side by side
	const { run: next } = await trained(lab, slp({ epochs: 3 }))
	return { failed: await lab.client.runs.get({ run: first.id }), next }
}

test('a thread that dies fails its run in a sentence, and the next run is trained by a new one', async () => {
	const { failed, next } = await together(openFailing(patient), failing.dies)
	expect(failed).toMatchObject({
		status: 'failed',
		problem: 'The training thread ended unexpectedly. A new one is started for the next run.'
	})
	expect(next.status).toBe('finished')
})

test('a thread that dies fails all that it trained side by side', async () => {
	const runs = await finished(openFailing(patient), [1, failing.dies, 3], slp())
	for (const { status, problem } of runs)
		expect([status, problem]).toEqual([
			'failed',
			'The training thread ended unexpectedly. A new one is started for the next run.'
		])
})

test('a thread that runs out of memory fails its run in a sentence that says so, and the queue goes on', async () => {
	// threads that are started from now on may hold so many MB
	setFlagsFromString('--max-old-space-size=256')
	const { failed, next } = await together(openFailing(patient), failing.outOfMemory)
	expect(failed.status).toBe('failed')
	expect(failed.problem).toMatch(/^The training thread ended unexpectedly \(.*memory.*\)\. A new one is started/)
	expect(next.status).toBe('finished')
})

test('a thread that says nothing any more is found and ended, and the queue goes on', async () => {
	const { failed, next } = await together(openFailing({ ...patient, silence: 2000 }), failing.hangs)
	expect(failed).toMatchObject({
		status: 'failed',
		problem:
			'The training thread said nothing for 2 s and was ended. What the run had kept is there, and a new thread is started for the next one.'
	})
	expect(next.status).toBe('finished')
})

test('a thread that does not obey when it is stopped is ended, and the queue goes on', async () => {
	const lab = openFailing({ ...patient, stop: 1000 })
	const feed = await lab.client.watch()
	const { id } = await lab.client.runs.start({ recipe: slp({ seed: failing.hangsOnceStopped }) })
	for await (const event of feed) if (event.kind === 'run' && event.run.status === 'training') break
	expect(await lab.client.runs.stop({ run: id })).toMatchObject({
		status: 'failed',
		problem: expect.stringMatching(/^The training thread did not stop within 1 s and was ended\./) as string
	})
	expect((await trained(lab, slp())).run.status).toBe('finished')
})

test('a lab closes although its thread hangs', async () => {
	const home = newHome()
	const lab = openFailing({ ...patient, stop: 1000 }, home)
	const feed = await lab.client.watch()
	const { id } = await lab.client.runs.start({ recipe: slp({ seed: failing.hangs }) })
	for await (const event of feed) if (event.kind === 'run' && event.run.status === 'training') break
	await lab.close()
	expect(isOver((await openFailing(patient, home).client.runs.get({ run: id })).status)).toBe(true)
})

test('a thread that works for longer than it may be silent, and tells of it, is left alone', async () => {
	const lab = openFailing({ ...patient, silence: 3000 })
	const { run } = await trained(lab, slp({ data: {}, epochs: 15, engine: 'layers', batchSize: 512 }))
	expect(run.seconds).toBeGreaterThan(3)
	expect(run.status).toBe('finished')
})
