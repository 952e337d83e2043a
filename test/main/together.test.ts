import { expect, test } from 'vitest'
import type { Lab } from '../../src/main/lab.ts'
import type { RunDetail } from '../../src/shared/runs.ts'
import { isDone, small, until } from './a-study.ts'
import { newHome, open, rows, slp, trained } from './real-lab.ts'
import { finished } from './seeds.ts'

// seeds of one recipe side by side, in the real lab, with the real queue and TensorFlow

/** All numbers of a run but its times, and the answers it gave to the test images. */
async function numbersOf(lab: Lab, { id, points, test }: RunDetail) {
	const probabilities = await lab.bytes.probabilities(id)
	return {
		points: points.map((point) => ({ ...point, seconds: 0 })),
		test,
		probabilities: Buffer.from(probabilities).toString('hex')
	}
}

test('seeds of one recipe that wait together are trained side by side, each to the same bits as alone', async () => {
	const [lab, other] = [open(), open()]
	const runs = await finished(lab, [1, 2, 3], slp())
	expect(runs.map(({ status, environment }) => [status, environment?.together])).toEqual(Array(3).fill(['finished', 3]))
	for (const run of runs) {
		const alone = await trained(other, run.recipe)
		expect(alone.run.environment?.together).toBeUndefined()
		expect(await numbersOf(lab, run)).toEqual(await numbersOf(other, alone.run))
	}
})

test('another recipe waits until they are over, and large or convolutional networks are trained alone', async () => {
	const lab = open()
	const wide = slp({
		layers: [
			{ kind: 'dense', units: 512, activation: 'relu' },
			{ kind: 'dense', units: 10, activation: 'softmax' }
		],
		epochs: 1
	})
	const order: number[] = []
	const all = [
		finished(
			lab,
			[1, 2],
			slp(),
			(event) => event.kind === 'run' && event.run.status === 'training' && order.push(event.run.id)
		),
		finished(lab, [1], slp({ learningRate: 0.5 })),
		finished(lab, [1, 2], wide),
		finished(lab, [3], slp())
	]
	const [first = [], between = [], large = [], last = []] = await Promise.all(all)
	const together = (runs: RunDetail[]) => runs.map(({ environment }) => environment?.together ?? 1)
	expect([...together(first), ...together(last)]).toEqual([3, 3, 3])
	expect([...together(between), ...together(large)]).toEqual([1, 1, 1])
})

test('one of them that is stopped leaves the others to their end', async () => {
	const lab = open()
	let asked: Promise<unknown> | null = null
	const [first, second, third] = await finished(lab, [1, 2, 3], slp({ epochs: 150 }), (event, ids) => {
		if (event.kind === 'epoch' && event.run === ids[1] && event.point.epoch === 2)
			asked ??= lab.client.runs.stop({ run: event.run })
	})
	expect(asked).not.toBeNull()
	expect([first?.status, second?.status, third?.status]).toEqual(['finished', 'stopped', 'finished'])
	expect(second?.points.length).toBeLessThan(150)
	expect(second?.resumable).toBe(true)
})

test('those that a closed lab interrupts go on one by one, to the same bits', async () => {
	const home = newHome()
	const lab = open(home)
	const begun = await lab.client.watch()
	for (const seed of [1, 2]) await lab.client.runs.start({ recipe: slp({ epochs: 150, seed }) })
	for await (const event of begun) if (event.kind === 'epoch' && event.point.epoch === 3) break
	await lab.close()
	const again = open(home)
	const cut = await again.client.runs.list()
	expect(cut.map(({ status }) => status)).toEqual(['interrupted', 'interrupted'])
	const feed = await again.client.watch()
	for (const { id } of cut) await again.client.runs.resume({ run: id })
	let left = cut.length
	for await (const event of feed) if (event.kind === 'run' && event.run.status === 'finished' && --left === 0) break
	const other = open()
	for (const { id } of cut) {
		const run = await again.client.runs.get({ run: id })
		const { run: whole } = await trained(other, run.recipe)
		expect(await numbersOf(again, run)).toEqual(await numbersOf(other, whole))
	}
})

test('a study trains the seeds of a level side by side, and says of each what its seconds are a share of', async () => {
	const home = newHome()
	const lab = open(home)
	const { id } = await lab.client.studies.create({ study: small() })
	await lab.client.studies.start({ study: id })
	expect(await until(lab, id, isDone)).toMatchObject({ runs: 6, done: 6, failed: 0 })
	const began = rows<{ json: string; runs: number }>(
		home,
		'SELECT json, count(*) AS runs FROM runs JOIN environments ON environments.id = environment GROUP BY environment'
	)
	const { notes } = await lab.client.studies.get({ study: id, response: 'seconds' })
	expect(notes.join(' ')).toMatch(/trained side by side \(3 at once\).*the seconds of each are its share/)
	expect((await lab.client.studies.get({ study: id })).notes).toEqual([])
	expect(began.map(({ json, runs }) => [(JSON.parse(json) as { together?: number }).together, runs])).toEqual([[3, 6]])
})

test('seeds that waited in a lab that is gone are trained when the study is started again', async () => {
	const home = newHome()
	const lab = open(home)
	const { id } = await lab.client.studies.create({ study: small() })
	await lab.client.studies.start({ study: id })
	// TensorFlow is still being loaded
	await lab.close()
	const again = open(home)
	expect((await again.client.runs.list()).map(({ status }) => status)).toEqual(Array(3).fill('queued'))
	expect(await again.client.studies.jobs({ study: id })).toHaveLength(6)
	await again.client.studies.start({ study: id })
	expect(await until(again, id, isDone)).toMatchObject({ runs: 6, done: 6, failed: 0 })
	expect(await again.client.runs.list()).toHaveLength(6)
})

test('models of the notebook that waited in a lab that is gone wait again when they are asked for', async () => {
	const home = newHome()
	const lab = open(home)
	const asked = await lab.client.runs.notebook({ epochsScale: 0.05 })
	await lab.close()
	const again = open(home)
	const feed = await again.client.watch()
	const rows = await again.client.runs.notebook({ epochsScale: 0.05 })
	expect(rows.map(({ id }) => id)).toEqual(asked.map(({ id }) => id))
	for await (const event of feed) if (event.kind === 'epoch' && event.run === rows[0]?.id) break
	for (const { id } of rows.slice(1)) expect((await again.client.runs.stop({ run: id })).status).toBe('stopped')
})
