import type { RunRow } from '../../src/shared/runs.ts'
import { testKey } from '../../src/shared/subset.ts'

/** A finished run as a list shows it, with what a test wants to be different. */
export const aRun = (change: Partial<RunRow> & { id: number }): RunRow => ({
	name: 'mlp-64',
	preset: 'mlp-64',
	network: '784 → 64 relu → 64 relu → 10 softmax',
	settings: 'sgd 0.01 · batch 64 · 50 epochs · seed 1',
	likeness: '',
	status: 'finished',
	problem: null,
	note: '',
	tags: [],
	starred: false,
	archived: false,
	imported: null,
	resumable: false,
	dataName: 'MNIST',
	testKey: testKey({ set: 'mnist' }),
	readsDigits: true,
	optimizer: 'sgd',
	layerKinds: ['dense'],
	parameters: 55_050,
	epochs: 50,
	epochsDone: 50,
	bestEpoch: 48,
	valLoss: 0.1,
	valAccuracy: 0.97,
	testAccuracy: 0.9722,
	testLoss: 0.09,
	testCount: 10_000,
	seconds: 10,
	created: '2025-11-22T14:08:00.000Z',
	...change
})
