import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Undo } from '../../src/renderer/state/undo.svelte.ts'
import { aRun } from '../shared/a-run.ts'

/** What the lab was asked to do, and a run it refuses to delete. */
let asked: { remove: number[][]; restore: number[][] }
let refused = 0
let undo: Undo

beforeEach(() => {
	vi.useFakeTimers()
	asked = { remove: [], restore: [] }
	refused = 0
	const runs = {
		remove(input: { runs: number[] }) {
			if (input.runs.includes(refused)) return Promise.reject(new Error('it is training'))
			asked.remove.push(input.runs)
			return Promise.resolve({ removed: input.runs })
		},
		restore(input: { runs: number[] }) {
			asked.restore.push(input.runs)
			return Promise.resolve([])
		}
	}
	undo = new Undo(() => ({ runs }) as never)
})
afterEach(() => vi.useRealTimers())

const runs = (count: number) => Array.from({ length: count }, (_, at) => aRun({ id: at + 1, name: `run ${at + 1}` }))

test('what was deleted can be taken back for more than ten seconds, and then no longer', async () => {
	await undo.remove(runs(3))
	expect(undo.offer?.sentence).toBe('3 runs deleted')
	await vi.advanceTimersByTimeAsync(10_000)
	expect(undo.offer).not.toBeNull()
	await vi.advanceTimersByTimeAsync(5000)
	expect(undo.offer).toBeNull()
})

test('the offer stays as long as somebody is at it', async () => {
	await undo.remove(runs(1))
	expect(undo.offer?.sentence).toBe('run 1 deleted')
	undo.hold()
	await vi.advanceTimersByTimeAsync(60_000)
	expect(undo.offer).not.toBeNull()
	undo.release()
	await vi.advanceTimersByTimeAsync(15_000)
	expect(undo.offer).toBeNull()
})

test('runs that are deleted one after the other come back together', async () => {
	const [first, second] = runs(2)
	if (!first || !second) throw new Error('there are two')
	await undo.remove([first])
	await undo.remove([second])
	expect(undo.offer?.sentence).toBe('2 runs deleted')
	await undo.undo()
	expect(asked.restore).toEqual([[1, 2]])
	expect(undo.offer).toBeNull()
})

test('what was deleted before a refusal can be taken back, and the refusal is told', async () => {
	refused = 70
	await expect(undo.remove(runs(120))).rejects.toThrow('it is training')
	expect(asked.remove.map(({ length }) => length)).toEqual([50])
	expect(undo.offer?.sentence).toBe('50 runs deleted')
})
