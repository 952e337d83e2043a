import { describe, expect, test } from 'vitest'
import { allRuns, inHandfuls, retag } from '../../src/shared/history.ts'
import { runColumns, runStatuses } from '../../src/shared/run-columns.ts'
import { dataNamesOf, everything, filterRuns, tagsOf, type RunFilter } from '../../src/shared/run-filter.ts'
import { firstOrder, sortRuns } from '../../src/shared/run-order.ts'
import type { RunRow } from '../../src/shared/runs.ts'
import { sayTestInterval } from '../../src/shared/test-interval.ts'
import { aRun } from './a-run.ts'

const ids = (runs: readonly RunRow[]) => runs.map(({ id }) => id)

describe('looking for runs', () => {
	const runs = [
		aRun({ id: 12, name: 'Café au lait', note: 'does Dropout help?', tags: ['report'], starred: true }),
		aRun({ id: 5, optimizer: 'adam', settings: 'adam 0.001 · batch 128 · 12 epochs · seed 7', layerKinds: ['conv2d'] }),
		aRun({ id: 3, status: 'failed', preset: 'slp', network: '784 → 10 softmax', archived: true }),
		aRun({ id: 1, status: 'stopped', tags: ['seeds', 'report'] })
	]
	const found = (filter: Partial<RunFilter>) => ids(filterRuns(runs, { ...everything, ...filter }))

	test('the archive stays out until it is asked for', () => {
		expect(found({})).toEqual([12, 5, 1])
		expect(found({ archived: true })).toEqual([12, 5, 3, 1])
	})

	test.each([
		['cafe', [12]],
		['CAFÉ LAIT', [12]],
		['dropout', [12]],
		['adam 128', [5]],
		['adam 300', []],
		['seeds', [1]],
		['#1', [1]],
		['#12', [12]],
		['12', [12, 5]],
		['  ', [12, 5, 1]],
		['slp', []]
	])('"%s" finds %j', (words, expected) => {
		expect(found({ words })).toEqual(expected)
	})

	test('a preset is found by its name, and everything that is asked must be so', () => {
		expect(found({ words: 'slp', archived: true })).toEqual([3])
		expect(found({ status: 'stopped' })).toEqual([1])
		expect(found({ layer: 'conv2d' })).toEqual([5])
		expect(found({ optimizer: 'adam' })).toEqual([5])
		expect(found({ tag: 'report' })).toEqual([12, 1])
		expect(found({ tag: 'report', starred: true })).toEqual([12])
		expect(found({ tag: 'repor' })).toEqual([])
	})

	test('runs of one data set are found by its name', () => {
		const others = [...runs, aRun({ id: 20, dataName: 'Fashion-MNIST' })]
		expect(ids(filterRuns(others, { ...everything, data: 'Fashion-MNIST' }))).toEqual([20])
		expect(ids(filterRuns(others, { ...everything, data: 'MNIST' }))).toEqual([12, 5, 1])
		expect(dataNamesOf(others)).toEqual(['Fashion-MNIST', 'MNIST'])
	})

	test('a row that has changed is looked at anew', () => {
		const [first] = runs
		if (!first) throw new Error('there is no run')
		expect(ids(filterRuns([{ ...first, name: 'tea' }], { ...everything, words: 'tea' }))).toEqual([12])
	})

	test('tags are known once each, in alphabetical order', () => {
		expect(tagsOf(runs)).toEqual(['report', 'seeds'])
	})
})

describe('sorting runs', () => {
	const runs = [
		aRun({ id: 4, name: 'mlp-128', testAccuracy: 0.97, bestEpoch: null, epochsDone: 0 }),
		aRun({ id: 3, name: 'mlp-64', testAccuracy: null, bestEpoch: 7 }),
		aRun({ id: 2, name: 'ärmel', testAccuracy: 0.99, bestEpoch: 9 }),
		aRun({ id: 1, name: 'mlp-64', testAccuracy: 0.97, bestEpoch: 2 })
	]
	const sorted = (column: (typeof runColumns)[number]['name'], falling: boolean) =>
		ids(sortRuns(runs, { column, falling }))

	test('numbers in names count as numbers, letters with marks as letters, equal names the newest first', () => {
		expect(sorted('name', false)).toEqual([2, 3, 1, 4])
		expect(sorted('name', true)).toEqual([4, 3, 1, 2])
	})

	test.each(['test', 'best', 'time'] as const)('missing values of %s stand last both ways', (column) => {
		const missing = { test: 3, best: 4, time: 4 }[column]
		expect(sorted(column, true).at(-1)).toBe(missing)
		expect(sorted(column, false).at(-1)).toBe(missing)
	})

	test('equal values stand the newest first both ways', () => {
		expect(sorted('test', true)).toEqual([2, 4, 1, 3])
		expect(sorted('test', false)).toEqual([4, 1, 2, 3])
	})

	test('every column sorts, and accuracies begin with the best', () => {
		for (const { name } of runColumns) expect(sorted(name, true).sort()).toEqual([1, 2, 3, 4])
		expect(firstOrder('test')).toEqual({ column: 'test', falling: true })
		expect(firstOrder('name')).toEqual({ column: 'name', falling: false })
		expect(runStatuses).toHaveLength(7)
	})
})

test('ten thousand runs are filtered and sorted without keeping anybody waiting', () => {
	const many = Array.from({ length: 10_000 }, (_, at) =>
		aRun({ id: at + 1, name: `sweep ${at % 700}`, seconds: at % 97 })
	)
	filterRuns(many, { ...everything, words: 'sweep' })
	const from = process.cpuUsage()
	for (const { name } of runColumns) sortRuns(many, { column: name, falling: true })
	filterRuns(many, { ...everything, words: 'sweep 64 relu' })
	const { user } = process.cpuUsage(from)
	// 50 ms each is what is allowed; the processor may be shared with others, so all of them together get that twelve times
	expect(user / 1000).toBeLessThan(600)
})

test('runs are read in portions, the newest first, until one is not full', async () => {
	const all = Array.from({ length: 501 }, (_, at) => aRun({ id: 501 - at }))
	const sizes: number[] = []
	const list = ({ before = Infinity, limit = 1 }: { before?: number; limit?: number }) =>
		Promise.resolve(all.filter(({ id }) => id < before).slice(0, limit))
	expect(await allRuns({ runs: { list } }, (rows) => sizes.push(rows.length))).toEqual(all)
	expect(sizes).toEqual([250, 250, 1])
})

test('what is done to many is done in handfuls, and tags that come out alike are written together', async () => {
	const handfuls: number[][] = []
	await inHandfuls(ids(Array.from({ length: 120 }, (_, at) => aRun({ id: at + 1 }))), (some) => {
		handfuls.push(some)
		return Promise.resolve()
	})
	expect(handfuls.map(({ length }) => length)).toEqual([50, 50, 20])
	const written: unknown[] = []
	const edit = (input: unknown) => {
		written.push(input)
		return Promise.resolve([])
	}
	const runs = [aRun({ id: 1 }), aRun({ id: 2, tags: ['a'] }), aRun({ id: 3 })]
	await retag({ runs: { edit } }, runs, (tags) => [...new Set([...tags, 'b'])])
	expect(written).toEqual([
		{ runs: [1, 3], change: { tags: ['b'] } },
		{ runs: [2], change: { tags: ['a', 'b'] } }
	])
})

test('the interval is said in per cent, and not before there was a test', () => {
	// the numbers of 9826 in 10,000 stand in wilson.test.ts: 0.97985 to 0.98498
	expect(sayTestInterval(aRun({ id: 1, testAccuracy: 0.9826 }))).toBe('98.0–98.5')
	expect(sayTestInterval(aRun({ id: 1, testAccuracy: null }))).toBe('')
})
