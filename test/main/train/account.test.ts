import { expect, test } from 'vitest'
import { accountOf } from '../../../src/main/train/account.ts'
import type { TrainerEvent } from '../../../src/main/train/messages.ts'

test('a run that judges for long says that it is alive, once a second however often it is asked', () => {
	let time = 0
	const said: unknown[] = []
	const account = accountOf(7, null, (event) => said.push(event), { now: () => time, memory: () => 0 })
	for (; time <= 3500; time += 10) account.alive()
	expect(said).toEqual(Array(3).fill({ kind: 'alive', run: 7 }))
})

test('every epoch is told of with the weights behind it, and epochs too short for the disk with those of one after them', () => {
	let time = 0
	const said: TrainerEvent[] = []
	const account = accountOf(7, null, (event) => said.push(event), { now: () => time, memory: () => 5 })
	const end = (epoch: number) => {
		const point = { epoch, loss: 1, accuracy: 0.5, valLoss: null, valAccuracy: null, learningRate: 0.1, seconds: 1 }
		const checkpoint = { epoch, weights: [], state: [], watch: { lowest: null, reference: null, waited: 0 } }
		account.tell({ kind: 'epoch', point, checkpoint, best: false, predictions: null })
	}
	end(1)
	time = 1000
	end(2)
	// within 20 ms of the last one
	for (time = 1001; time <= 1005; time++) end(time - 998)
	time = 1021
	end(8)
	time = 1022
	end(9)
	account.stopped()
	const told = said.map((event) =>
		event.kind === 'epochs' ? [event.kept.ended.map(({ point }) => point.epoch), event.kept.epoch] : event.kind
	)
	expect(told).toEqual([[[1], 1], [[2], 2], [[3, 4, 5, 6, 7, 8], 8], [[9], 9], 'stopped'])
})
