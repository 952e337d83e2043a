import { expect, test } from 'vitest'
import { recorder } from '../../src/main/runs/record.ts'
import type { RunStore } from '../../src/main/store/runs.ts'
import type { Kept } from '../../src/main/train/kept.ts'
import type { RunNews } from '../../src/main/train/messages.ts'
import type { Packed } from '../../src/main/train/packed.ts'
import type { LabEvent } from '../../src/shared/runs.ts'

/** Weights that say which epoch they are from. */
const weightsOf = (epoch: number): Packed => ({ spec: [], bytes: Uint8Array.of(epoch) })

const keptAfter = (epoch: number, best: Kept['best']): Kept => {
	const point = { epoch, loss: 1, accuracy: 0.5, valLoss: 1, valAccuracy: 0.5, learningRate: 0.1, seconds: 1 }
	const ended = [{ point, best: best?.epoch === epoch, predictions: null, peakMemory: 1 }]
	const watch = { lowest: null, reference: null, waited: 0 }
	return { ended, epoch, weights: weightsOf(epoch), state: weightsOf(epoch), watch, best }
}

/** A recorder with a disk that writes when it is told to. */
function withSlowDisk() {
	const written: { kept: Kept; done: PromiseWithResolvers<undefined> }[] = []
	const told: string[] = []
	const store = {
		find: () => null,
		setStatus: (_: number, status: string) => void told.push(status),
		finish: () => void told.push('tested')
	} as unknown as RunStore
	const keep = (_: number, kept: Kept) => {
		const done = Promise.withResolvers<undefined>()
		written.push({ kept, done })
		return done.promise
	}
	const publish = (event: LabEvent) => {
		if (event.kind === 'epoch') told.push(`epoch ${event.point.epoch}`)
	}
	const held = new Set([1])
	const world = { home: '/home', now: () => '', fault: (error: unknown) => void told.push(String(error)) }
	const { hear, settled } = recorder(world, store, keep, publish, {
		holds: (run) => held.has(run),
		stop: (run) => told.push(`stop ${run}`)
	})
	/** Says something that is not yet the end of a run. */
	const say = (event: RunNews) => void hear(event)
	return { hear, settled, say, written, told, held }
}

const soon = () => new Promise((resolve) => setImmediate(resolve))
const epochs = ({ ended }: Kept) => ended.map(({ point }) => point.epoch)

test('what comes while the disk is at work is written together, with the weights of the last epoch and of the best', async () => {
	const { say, written, told } = withSlowDisk()
	const send = (epoch: number, best: Kept['best']) => say({ kind: 'epochs', run: 1, kept: keptAfter(epoch, best) })
	send(1, { epoch: 1, weights: null })
	await soon()
	send(2, { epoch: 1, weights: null })
	// the best so far, whose weights come as the last ones
	send(3, { epoch: 3, weights: null })
	send(4, { epoch: 3, weights: null })
	send(5, { epoch: 3, weights: null })
	await soon()
	expect(written.map(({ kept }) => epochs(kept))).toEqual([[1]])
	expect(told).toEqual([])

	written[0]?.done.resolve(undefined)
	await soon()
	expect(told).toEqual(['epoch 1'])
	expect(written.map(({ kept }) => epochs(kept))).toEqual([[1], [2, 3, 4, 5]])
	expect(written[1]?.kept).toMatchObject({ epoch: 5, weights: weightsOf(5), best: { epoch: 3, weights: weightsOf(3) } })
	written[1]?.done.resolve(undefined)
	await soon()
	expect(told).toEqual(['epoch 1', 'epoch 2', 'epoch 3', 'epoch 4', 'epoch 5'])
})

test('a run is said to be tested, and over, once its epochs are written', async () => {
	const { hear, say, written, told } = withSlowDisk()
	say({ kind: 'epochs', run: 1, kept: keptAfter(1, null) })
	say({ kind: 'evaluating', run: 1 })
	const test = { loss: 1, accuracy: 0.5, correct: 5, count: 10, probabilities: new Float32Array(100) }
	const over = hear({ kind: 'finished', run: 1, epoch: 1, test })
	await soon()
	expect(told).toEqual([])
	written[0]?.done.resolve(undefined)
	expect(await over).toEqual({ run: 1, status: 'finished', problem: null })
	expect(told).toEqual(['epoch 1', 'evaluating', 'tested'])
})

test('a run whose thread has died is over once what that had said is written', async () => {
	const { say, settled, written, told, held } = withSlowDisk()
	say({ kind: 'epochs', run: 1, kept: keptAfter(1, null) })
	await soon()
	say({ kind: 'epochs', run: 1, kept: keptAfter(2, null) })
	say({ kind: 'evaluating', run: 1 })
	let isSettled = false
	const over = settled(1).then((why) => ((isSettled = true), why))
	await soon()
	written[0]?.done.resolve(undefined)
	await soon()
	expect(isSettled).toBe(false)
	written[1]?.done.resolve(undefined)
	expect(await over).toBeNull()
	expect(told).toEqual(['epoch 1', 'epoch 2', 'evaluating'])
	// whatever comes later is of no run here
	held.clear()
	say({ kind: 'evaluating', run: 1 })
	await soon()
	expect(told).toHaveLength(3)
})

test('a run of which something cannot be written is stopped, and has failed for that reason once it is over', async () => {
	const { hear, say, written, told } = withSlowDisk()
	say({ kind: 'epochs', run: 1, kept: keptAfter(1, null) })
	await soon()
	say({ kind: 'epochs', run: 1, kept: keptAfter(2, null) })
	written[0]?.done.reject(Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }))
	await soon()
	expect(told).toEqual(['Error: database or disk is full', 'stop 1'])
	// what it still says is not written over what is there
	say({ kind: 'epochs', run: 1, kept: keptAfter(3, null) })
	say({ kind: 'evaluating', run: 1 })
	const problem = 'The run could not be written to /home: database or disk is full. Make room there and run it again.'
	expect(await hear({ kind: 'stopped', run: 1 })).toEqual({ run: 1, status: 'failed', problem })
	expect(written).toHaveLength(1)
	expect(told).toHaveLength(2)

	// the next attempt begins with nothing of it
	say({ kind: 'epochs', run: 1, kept: keptAfter(1, null) })
	await soon()
	written[1]?.done.resolve(undefined)
	expect(await hear({ kind: 'stopped', run: 1 })).toEqual({ run: 1, status: 'stopped', problem: null })
})
