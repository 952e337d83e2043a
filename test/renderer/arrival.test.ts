import { afterEach, expect, test, vi } from 'vitest'
import { Arrival } from '../../src/renderer/state/arrival.svelte.ts'

afterEach(() => void vi.unstubAllGlobals())

/** A lab that takes every file but those called bad, and counts. */
function aLab(): string[] {
	const taken: string[] = []
	vi.stubGlobal('fetch', (_: string, { body }: { body: File }) => {
		if (body.name.startsWith('bad'))
			return Promise.resolve(new Response(JSON.stringify({ sentence: 'It is damaged.' }), { status: 409 }))
		taken.push(body.name)
		return Promise.resolve(new Response(JSON.stringify({ kind: 'run', run: { id: taken.length }, restored: false })))
	})
	return taken
}
const file = (name: string) => new File(['run'], name)

test('runs that come together are all taken in, and each that is not says why', async () => {
	const taken = aLab()
	const arrival = new Arrival()
	const runs = await arrival.takeAll(['bad 1', 'a', 'bad 2', 'b'].map(file))
	expect(taken).toEqual(['a', 'b'])
	expect(runs.map((one) => one.kind === 'run' && one.run.id)).toEqual([1, 2])
	expect(arrival.problem).toBe('bad 1: It is damaged. bad 2: It is damaged.')
	expect(arrival.underway).toBeNull()
})

test('one run alone is refused in the words of the lab, and the next one clears them', async () => {
	aLab()
	const arrival = new Arrival()
	await arrival.takeAll([file('bad')])
	expect(arrival.problem).toBe('It is damaged.')
	await arrival.takeAll([file('good')])
	expect(arrival.problem).toBeNull()
})
