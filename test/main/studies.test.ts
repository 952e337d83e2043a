import { expect, test } from 'vitest'
import { hashOf } from '../../src/main/runs/hash.ts'
import { recipeSchema } from '../../src/shared/recipe.ts'
import type { StudyInput } from '../../src/shared/study/study.ts'
import { sayTime } from '../../src/shared/study/tables.ts'
import { isDone, small, until } from './a-study.ts'
import { newHome, open, rows, slp, trained } from './real-lab.ts'

// studies in the real lab, with the real queue and TensorFlow: two levels × three seeds of a single layer

test('a study trains every level with every seed once, counts what is there, and says what it found', async () => {
	const lab = open()
	// one of its runs is there already, trained for something else
	await trained(lab, slp({ learningRate: 0.1, seed: 2 }))
	const plan = await lab.client.studies.plan({ study: small() })
	expect(plan).toMatchObject({ problems: [], runs: 6, done: 1, settings: ['0.01', '0.1'] })
	expect(plan.time).toMatchObject({ kind: 'measured', atMost: true })
	expect(plan.time.kind === 'measured' && plan.time.seconds).toBeGreaterThan(0)
	expect(plan.power).toMatchObject({ seeds: 3, leastSignFlip: 0.25 })

	const { id } = await lab.client.studies.create({ study: small(), expectation: 'the larger one learns faster' })
	expect((await lab.client.studies.start({ study: id })).state).toBe('going')
	expect(await until(lab, id, isDone)).toMatchObject({ runs: 6, done: 6, failed: 0, secondsLeft: 0, problem: null })
	const detail = await lab.client.studies.get({ study: id })
	expect(detail.expected).toMatchObject({ text: 'the larger one learns faster', known: 1 })
	expect(detail.places.flat().map(({ status }) => status)).toEqual(Array(6).fill('finished'))
	// the numbers are those of the runs
	for (const [setting, some] of detail.places.entries())
		for (const [seed, { run }] of some.entries()) {
			const { points, recipe } = await lab.client.runs.get({ run: run ?? 0 })
			expect(recipe).toMatchObject({ learningRate: [0.01, 0.1][setting], seed: seed + 1 })
			expect(detail.result.settings[setting]?.values[seed]).toBe(points.at(-1)?.valAccuracy)
		}
	const [slow, fast] = detail.result.settings
	expect(slow).toMatchObject({ base: true, difference: null })
	expect(fast?.difference?.mean).toBeCloseTo((fast?.spread.mean ?? 0) - (slow?.spread.mean ?? 0), 12)
	expect(fast?.difference?.signFlip).toBe(0.25)
	expect(detail.result.finding[0]).toMatch(/learning rate/i)
	expect(await lab.client.studies.curves({ study: id })).toMatchObject([
		{ title: '0.01', points: [{ epoch: 1 }, { epoch: 2 }] },
		{ title: '0.1', points: [{ epoch: 1 }, { epoch: 2 }] }
	])
	for (const response of ['testAccuracy', 'seconds', 'gap', 'valLoss'] as const) {
		const { result } = await lab.client.studies.get({ study: id, response })
		expect(result.settings.every(({ spread }) => spread.count === 3)).toBe(true)
	}
	await expect(lab.client.studies.start({ study: id })).rejects.toThrow(/Nothing is left to train/)
	expect(await lab.client.runs.list()).toHaveLength(6)
})

test('the time a study takes is the most it can take just where seeds are trained side by side', async () => {
	const lab = open()
	const time = async (study: StudyInput) => (await lab.client.studies.plan({ study })).time
	expect(await time(small({ seeds: 2 }))).toMatchObject({ atMost: true })
	// with one seed nothing is beside it, and what may end early is trained alone
	expect(await time(small({ seeds: 1 }))).toMatchObject({ atMost: false })
	const base = slp({ earlyStopping: { kind: 'patience', patience: 3, minDelta: 0 } })
	const alone = await time(small({ base }))
	expect(alone).toMatchObject({ atMost: false })
	expect(sayTime(alone)).toMatch(/^about \d+ s of training$/)
	expect(sayTime(await time(small()))).toMatch(/^at most about \d+ s of training: seeds of a small network are trained/)
})

test('more seeds and levels train only what is missing', async () => {
	const lab = open()
	const { id } = await lab.client.studies.create({ study: small({ seeds: 1 }) })
	await lab.client.studies.start({ study: id })
	await until(lab, id, isDone)
	const before = (await lab.client.runs.list()).map((run) => run.id)
	const extended = await lab.client.studies.extend({ study: id, seeds: 2, levels: { learningRate: [0.1, 0.5] } })
	expect(extended).toMatchObject({ state: 'paused', runs: 6, done: 2 })
	await lab.client.studies.start({ study: id })
	await until(lab, id, isDone)
	const after = (await lab.client.runs.list()).map((run) => run.id)
	expect(after).toHaveLength(6)
	expect(after).toEqual(expect.arrayContaining(before))
	await expect(lab.client.studies.extend({ study: id, seeds: 1 })).rejects.toThrow(/it can have more, not fewer/)
	await expect(lab.client.studies.extend({ study: id, seeds: 1000 })).rejects.toThrow(
		'Seeds must be a whole number from 1 to 100; it is 1000.'
	)
	await expect(lab.client.studies.extend({ study: id, levels: { neurons: [1] } })).rejects.toThrow(
		/does not vary neurons/
	)
	await expect(lab.client.studies.extend({ study: id, draws: 5 })).rejects.toThrow(/Only a random search has draws/)
})

test('a stopped study keeps its run cut off, and goes on with it; a paused one lets it end', async () => {
	const lab = open()
	const { id } = await lab.client.studies.create({ study: small({ base: slp({ epochs: 300 }), seeds: 1 }) })
	await lab.client.studies.start({ study: id })
	const feed = await lab.client.watch()
	for await (const event of feed) if (event.kind === 'epoch' && event.point.epoch === 3) break
	expect((await lab.client.studies.stop({ study: id })).state).toBe('paused')
	const [cut] = await lab.client.runs.list()
	expect(cut).toMatchObject({ status: 'stopped', resumable: true })

	await lab.client.studies.start({ study: id })
	expect((await lab.client.studies.pause({ study: id })).state).toBe('going')
	await until(lab, id, ({ state }) => state === 'paused')
	const list = await lab.client.runs.list()
	expect(list).toHaveLength(1)
	expect(list[0]).toMatchObject({ id: cut?.id, status: 'finished' })
	await lab.client.studies.start({ study: id })
	await until(lab, id, isDone)
	expect(await lab.client.runs.list()).toHaveLength(2)
})

test('a study that is started while another one is trained waits its turn, and says so', async () => {
	const lab = open()
	const [first, second] = [
		await lab.client.studies.create({ study: small({ base: slp({ epochs: 2000 }), seeds: 1 }) }),
		await lab.client.studies.create({ study: small({ base: slp({ seed: 7 }), seeds: 1 }) })
	]
	expect((await lab.client.studies.start({ study: first.id })).state).toBe('going')
	expect((await lab.client.studies.start({ study: second.id })).state).toBe('waiting')
	await lab.client.studies.stop({ study: first.id })
	const seen = new Set<string>()
	await until(lab, second.id, (row) => (seen.add(row.state), isDone(row)))
	expect([...seen].slice(-2)).toEqual(['going', 'done'])
	expect((await lab.client.studies.get({ study: first.id })).state).toBe('paused')
})

test('a person who stops one of its runs stops the study', async () => {
	const lab = open()
	const { id } = await lab.client.studies.create({ study: small({ base: slp({ epochs: 2000 }), seeds: 1 }) })
	await lab.client.studies.start({ study: id })
	const feed = await lab.client.watch()
	for await (const event of feed) if (event.kind === 'epoch') break
	const [run] = await lab.client.runs.list()
	await lab.client.runs.stop({ run: run?.id ?? 0 })
	await until(lab, id, ({ state }) => state === 'paused')
	expect(await lab.client.runs.list()).toHaveLength(1)
	expect(await lab.client.studies.remove({ study: id })).toEqual({ removed: id })
	expect(await lab.client.studies.list()).toEqual([])
	expect(await lab.client.runs.list()).toHaveLength(1)
})

test('a lab that is closed in the middle goes on when it is opened again, also before the first epoch was kept', async () => {
	const home = newHome()
	const first = open(home)
	const { id } = await first.client.studies.create({ study: small({ base: slp({ epochs: 200 }), seeds: 1 }) })
	await first.client.studies.start({ study: id })
	const feed = await first.client.watch()
	for await (const event of feed) if (event.kind === 'epoch' && event.point.epoch === 2) break
	await first.close()
	// as if it had been killed before anything was kept
	rows(home, 'DELETE FROM checkpoints RETURNING run')
	const second = open(home)
	expect(await second.client.studies.get({ study: id })).toMatchObject({ state: 'paused', done: 0 })
	second.resumeQueue()
	await until(second, id, isDone)
	const list = await second.client.runs.list()
	expect(list.map(({ status, epochsDone }) => [status, epochsDone])).toEqual([
		['finished', 200],
		['finished', 200]
	])
})

test('a level that fails every time is said, and the others go on', async () => {
	const lab = open()
	const base = slp({ loss: 'meanSquaredError', layers: [{ kind: 'dense', units: 10, activation: 'linear' }] })
	const design = { kind: 'one', factor: 'learningRate', levels: [0.01, 99] } as const
	const { id } = await lab.client.studies.create({
		study: small({ base, design: { ...design, levels: [...design.levels] }, seeds: 4 })
	})
	await lab.client.studies.start({ study: id })
	expect(await until(lab, id, isDone)).toMatchObject({ runs: 8, done: 4, failed: 4 })
	const { notes, result } = await lab.client.studies.get({ study: id })
	expect(notes.join(' ')).toMatch(/4 runs failed; what the others of that level say/)
	expect(result.finding[0]).toMatch(/At least two seeds of the base and of another level are needed/)
})

test('a bad study is refused with every sentence, and no study is there with a sentence too', async () => {
	const lab = open()
	const bad = small({ design: { kind: 'one', factor: 'dropout', levels: [0, 0.5] } })
	await expect(lab.client.studies.create({ study: bad })).rejects.toThrow(/no hidden dense layer: choose a base recipe/)
	expect((await lab.client.studies.plan({ study: bad })).problems).toHaveLength(1)
	await expect(lab.client.studies.get({ study: 7 })).rejects.toThrow(
		'There is no study 7; it may have been deleted. The list of studies has those there are.'
	)
})

test('what is left to train is handed out as recipes, and a finished run is known by its hash', async () => {
	const lab = open()
	const { run } = await trained(lab, slp({ learningRate: 0.1, seed: 2 }))
	const { id } = await lab.client.studies.create({ study: small() })
	const jobs = await lab.client.studies.jobs({ study: id })
	expect(jobs.map(({ recipe: { learningRate, seed } }) => [learningRate, seed])).toEqual([
		[0.01, 1],
		[0.1, 1],
		[0.01, 2],
		[0.01, 3],
		[0.1, 3]
	])
	const hash = hashOf(recipeSchema.parse(slp({ learningRate: 0.1, seed: 2 })))
	expect(await lab.client.studies.trained({ hashes: [hash, '0'.repeat(64)] })).toEqual({ [hash]: run.id })
})
