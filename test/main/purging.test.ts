import { expect, onTestFinished, test } from 'vitest'
import { openLab } from '../../src/main/lab.ts'
import { worldHere } from '../../src/main/world.ts'
import { manyRuns } from './many-runs.ts'
import { newHome, rows } from './real-lab.ts'

const removedAt = '2026-02-01T10:00:00.000Z'

/** A lab at a moment, closed when the test ends. */
function labAt(home: string, now: string) {
	const lab = openLab({ ...worldHere({ home }), now: () => now })
	onTestFinished(() => lab.close())
	return lab
}
const countIn = (home: string, table: string) => rows<{ n: number }>(home, `SELECT count(*) AS n FROM ${table}`)[0]?.n

/** A home with so many runs, all removed in a lab that is closed again. */
async function allRemoved(count: number): Promise<string> {
	const home = newHome()
	manyRuns(home, count)
	const lab = openLab({ ...worldHere({ home }), now: () => removedAt })
	await lab.client.runs.remove({ runs: Array.from({ length: count }, (_, place) => place + 1) })
	await lab.close()
	return home
}

test('runs that were removed go one by one, and whoever asks in between is answered', async () => {
	const home = await allRemoved(20)
	const lab = labAt(home, '2026-02-01T11:00:00.001Z')
	expect(countIn(home, 'runs')).toBe(19)
	// it is over an hour, whether or not it is their turn to go
	await expect(lab.client.runs.restore({ runs: [20] })).rejects.toThrow(/possible for an hour/)
	expect(countIn(home, 'runs')).toBeGreaterThan(0)
	await expect.poll(() => countIn(home, 'runs')).toBe(0)
	for (const table of ['recipes', 'epochs', 'tests', 'guesses']) expect(countIn(home, table)).toBe(0)
})

test('what was still to go when a lab was closed goes in the next one, recipes included', async () => {
	const home = await allRemoved(5)
	const first = labAt(home, '2026-02-01T12:00:00.000Z')
	await first.close()
	const left = countIn(home, 'runs')
	expect(left).toBeGreaterThan(0)
	// a recipe goes with its run: none is left over, however suddenly a lab ends
	expect(countIn(home, 'recipes')).toBe(left)
	labAt(home, '2026-02-01T12:00:00.000Z')
	await expect.poll(() => countIn(home, 'runs')).toBe(0)
	expect(countIn(home, 'recipes')).toBe(0)
})
