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
	const record = recorder(store, keep, publish, () => '', {
		holds: (run) => held.has(run),
		broken: (run, error) => told.push(`broken ${run}: ${String(error)}`)
	})
	/** Says something that is not yet the end of a run. */
	const say = (event: RunNews) => void record(event)
	return { record, say, written, told, held }
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
	const { record, say, written, told } = withSlowDisk()
	say({ kind: 'epochs', run: 1, kept: keptAfter(1, null) })
	say({ kind: 'evaluating', run: 1 })
	const test = { loss: 1, accuracy: 0.5, correct: 5, count: 10, probabilities: new Float32Array(100) }
	const over = record({ kind: 'finished', run: 1, epoch: 1, test })
	await soon()
	expect(told).toEqual([])
	written[0]?.done.resolve(undefined)
	expect(await over).toEqual({ run: 1, status: 'finished', problem: null })
	expect(told).toEqual(['epoch 1', 'evaluating', 'tested'])
})

test('a run whose thread has died meanwhile is not said to be tested', async () => {
	const { say, written, told, held } = withSlowDisk()
	say({ kind: 'epochs', run: 1, kept: keptAfter(1, null) })
	say({ kind: 'evaluating', run: 1 })
	await soon()
	held.clear()
	written[0]?.done.resolve(undefined)
	await soon()
	expect(told).toEqual(['epoch 1'])
})

test('what cannot be written is told once, and nothing after it is written', async () => {
	const { record, say, written, told } = withSlowDisk()
	say({ kind: 'epochs', run: 1, kept: keptAfter(1, null) })
	await soon()
	say({ kind: 'epochs', run: 1, kept: keptAfter(2, null) })
	const over = record({ kind: 'stopped', run: 1 })
	written[0]?.done.reject(new Error('full'))
	await expect(over).rejects.toThrow('full')
	expect(told).toEqual(['broken 1: Error: full'])
	expect(written).toHaveLength(1)
})
