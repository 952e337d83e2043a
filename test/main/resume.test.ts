import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Lab } from '../../src/main/lab.ts'
import type { RecipeInput } from '../../src/shared/recipe.ts'
import { isOver, type RunDetail } from '../../src/shared/runs.ts'
import { newHome, open, rows, slp, trained } from './real-lab.ts'

/** Small steps and many epochs, with everything that has a memory. */
const long = (extra: Partial<RecipeInput> = {}): RecipeInput => ({
	data: { limit: 500 },
	validation: { take: 'shuffled' },
	layers: [
		{ kind: 'dense', units: 12 },
		{ kind: 'dropout', rate: 0.2 },
		{ kind: 'dense', units: 10, activation: 'softmax' }
	],
	optimizer: { kind: 'adam' },
	learningRate: 0.003,
	schedule: { kind: 'cosine' },
	batchSize: 100,
	epochs: 120,
	judge: 'best',
	...extra
})

/** Starts a run and ends it behind an epoch, by stopping it or by closing the lab. */
async function cutOff(lab: Lab, begin: () => Promise<{ id: number }>, epoch: number, how: 'stop' | 'close') {
	const feed = await lab.client.watch()
	const { id } = await begin()
	for await (const event of feed) if (event.kind === 'epoch' && event.point.epoch >= epoch) break
	if (how === 'close') await lab.close()
	else await lab.client.runs.stop({ run: id })
	return id
}

/** Lets it go on to its end; answers the epochs it was told on the way. */
async function goOn(lab: Lab, run: number) {
	const feed = await lab.client.watch()
	const waiting = await lab.client.runs.resume({ run })
	const told: number[] = []
	for await (const event of feed) {
		if (event.kind === 'epoch') told.push(event.point.epoch)
		if (event.kind === 'run' && event.run.id === run && isOver(event.run.status)) break
	}
	return { waiting, told, run: await lab.client.runs.get({ run }) }
}

/** All but what the clock and the counter gave it. */
function comparable({ id, uid, created, seconds, points, peakMemory, ...rest }: RunDetail) {
	return {
		...rest,
		points: points.map((point) => ({ ...point, seconds: 0 })),
		real: id > 0 && !!uid && !!created && seconds > 0 && peakMemory !== null
	}
}

const bits = async (lab: Lab, run: number) =>
	[await lab.bytes.probabilities(run), await lab.bytes.weights(run)].map((bytes) =>
		createHash('sha256').update(bytes).digest('hex')
	)

test('a run that is stopped, continued, cut off by the end of the lab and continued again is the run it would have been', async () => {
	const home = newHome()
	const lab = open(home)
	const straight = await trained(lab, long())
	const id = await cutOff(lab, () => lab.client.runs.start({ recipe: long() }), 30, 'stop')
	const stopped = await lab.client.runs.get({ run: id })
	expect(stopped).toMatchObject({ status: 'stopped', resumable: true, test: null })
	await cutOff(lab, () => lab.client.runs.resume({ run: id }), stopped.epochsDone + 20, 'close')

	const again = open(home)
	const cut = await again.client.runs.get({ run: id })
	expect(cut).toMatchObject({ status: 'interrupted', resumable: true })
	const { waiting, told, run } = await goOn(again, id)
	expect(waiting).toMatchObject({ status: 'queued', resumable: false, problem: null, epochsDone: cut.epochsDone })
	expect(told).toEqual(Array.from({ length: 120 - cut.epochsDone }, (_, index) => cut.epochsDone + 1 + index))
	expect(comparable(run)).toEqual(comparable(straight.run))
	expect(await bits(again, id)).toEqual(await bits(again, straight.run.id))
	expect(run.seconds).toBeCloseTo(
		run.points.reduce((sum, { seconds }) => sum + seconds, 0),
		6
	)
	expect(rows(home, 'SELECT run FROM checkpoints')).toEqual([])
	for (const epoch of run.predictedEpochs)
		expect(await again.bytes.predictions(id, epoch)).toEqual(await again.bytes.predictions(straight.run.id, epoch))
})

test('epochs behind the checkpoint are dropped and trained again, and the columns of the list with them', async () => {
	const home = newHome()
	const lab = open(home)
	const straight = await trained(lab, long())
	const id = await cutOff(lab, () => lab.client.runs.start({ recipe: long() }), 30, 'stop')
	await lab.close()
	const kept = rows<{ epoch: number }>(home, 'SELECT epoch FROM checkpoints WHERE run = ?', id)[0]?.epoch ?? NaN
	// as a crash leaves it: five more epochs, the last of them the best, none of them kept whole
	rows(
		home,
		`INSERT INTO epochs SELECT run, epoch + 5, loss, accuracy, 0.0001 * epoch, 1, learning_rate, 99 FROM epochs
		WHERE run = ? AND epoch > ? RETURNING epoch`,
		id,
		kept - 5
	)
	rows(home, "INSERT INTO predictions VALUES (?, ?, x'00') RETURNING epoch", id, kept + 2)
	rows(
		home,
		`UPDATE runs SET status = 'interrupted', epochs_done = ?, seconds = 600, best_epoch = epochs_done, best_val_loss = 0
		WHERE id = ? RETURNING id`,
		kept + 5,
		id
	)
	const again = open(home)
	const { waiting, told, run } = await goOn(again, id)
	expect(waiting.epochsDone).toBe(kept)
	const first = straight.run.points.slice(0, kept)
	const lowest = Math.min(...first.map(({ valLoss }) => valLoss ?? NaN))
	const best = first.find(({ valLoss }) => valLoss === lowest)
	expect(waiting).toMatchObject({ bestEpoch: best?.epoch, valLoss: lowest, valAccuracy: best?.valAccuracy })
	expect(waiting.seconds).toBeLessThan(60)
	expect(told[0]).toBe(kept + 1)
	expect(comparable(run)).toEqual(comparable(straight.run))
	expect(await bits(again, id)).toEqual(await bits(again, straight.run.id))
})

test('time left and images a second are told of what is trained now', async () => {
	const lab = open()
	const id = await cutOff(lab, () => lab.client.runs.start({ recipe: long({ epochs: 5000 }) }), 60, 'stop')
	const { epochsDone } = await lab.client.runs.get({ run: id })
	const feed = await lab.client.watch()
	await lab.client.runs.resume({ run: id })
	for await (const event of feed) {
		if (event.kind !== 'progress') continue
		const { epoch, epochs, samplesPerSecond, secondsLeft } = event.progress
		expect(epochs).toBe(5000)
		expect(epoch).toBeGreaterThan(epochsDone)
		if (secondsLeft === null) continue
		const [trainedHere, left] = [(epoch - epochsDone) * 400, (5000 - epoch + 1) * 400]
		expect(samplesPerSecond * secondsLeft).toBeLessThanOrEqual(left)
		expect(samplesPerSecond * secondsLeft).toBeGreaterThan(left - trainedHere)
		break
	}
	await lab.client.runs.stop({ run: id })
})

test('a run that cannot go on says why', async () => {
	const home = newHome()
	const lab = open(home)
	const refusal = (run: number) => lab.client.runs.resume({ run }).then(String, String)
	const finished = await trained(lab, slp())
	expect(finished.run.resumable).toBe(false)
	expect(await refusal(finished.run.id)).toMatch(/^Error: Run 1 has finished; there is nothing left to train/)
	const layers: RecipeInput['layers'] = [{ kind: 'dense', units: 10, activation: 'linear' }]
	const blown = await trained(lab, slp({ layers, loss: 'meanSquaredError', learningRate: 0.35, epochs: 40 }))
	expect(blown.run).toMatchObject({ status: 'failed', resumable: false })
	expect(blown.run.epochsDone).toBeGreaterThan(0)
	expect(await refusal(blown.run.id)).toMatch(
		/^Error: Run 2 would fail again in the same way\. .*Lower the learning rate/
	)
	const id = await cutOff(lab, () => lab.client.runs.start({ recipe: long() }), 3, 'stop')
	rows(home, 'DELETE FROM checkpoints RETURNING run')
	expect(await refusal(id)).toMatch(/^Error: Run 3 was trained by an older Digit Lab/)
	await lab.client.runs.start({ recipe: long({ epochs: 5000 }) })
	const waiting = await lab.client.runs.start({ recipe: long() })
	expect(await refusal(waiting.id)).toBe('Error: Run 5 waits for its turn already.')
	await lab.client.runs.stop({ run: waiting.id })
	expect(await refusal(waiting.id)).toMatch(/^Error: Run 5 never ended an epoch/)
})

test('a run that is continued, taken out of the queue and continued at once still comes to its end', async () => {
	const lab = open()
	const id = await cutOff(lab, () => lab.client.runs.start({ recipe: long() }), 5, 'stop')
	await lab.client.runs.resume({ run: id })
	await lab.client.runs.stop({ run: id })
	const { run } = await goOn(lab, id)
	expect(run).toMatchObject({ status: 'finished', epochsDone: 120 })
	expect(run.points.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 120 }, (_, index) => index + 1))
})

test('a run that was cut off before its first checkpoint goes on from its seed, to the same bits', async () => {
	const home = newHome()
	const lab = open(home)
	const straight = await trained(lab, long({ epochs: 12 }))
	const id = await cutOff(lab, () => lab.client.runs.start({ recipe: long({ epochs: 12 }) }), 3, 'stop')
	await lab.close()
	// as a kill leaves it when epochs had ended and the first checkpoint was still being written
	for (const table of ['checkpoints', 'weights']) rows(home, `DELETE FROM ${table} WHERE run = ? RETURNING run`, id)
	rows(home, "UPDATE runs SET status = 'training' WHERE id = ? RETURNING id", id)
	const again = open(home)
	expect(await again.client.runs.get({ run: id })).toMatchObject({ status: 'interrupted', resumable: true })
	const { waiting, told, run } = await goOn(again, id)
	expect(waiting).toMatchObject({ epochsDone: 0, seconds: 0, bestEpoch: null })
	expect(told[0]).toBe(1)
	expect(comparable(run)).toEqual(comparable(straight.run))
	expect(await bits(again, id)).toEqual(await bits(again, straight.run.id))
})
