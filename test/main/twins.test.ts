import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Environment } from '../../src/shared/runs.ts'
import { sayTwin } from '../../src/shared/twins.ts'
import { runOn } from './lab-terminal.ts'
import { newHome, open, slp, trained } from './real-lab.ts'

test('a run that is trained again comes to the same bits, and both say so', async () => {
	const lab = open()
	const { run } = await trained(lab, slp())
	expect(await lab.client.runs.twins({ run: run.id })).toEqual([])
	await trained(lab, slp({ seed: 2 }))
	const verified = await runOn(lab, 'verify', '1', '--json')
	expect(verified.code).toBe(0)
	const told = JSON.parse(verified.out.at(-1) ?? '') as unknown
	expect(told).toEqual({
		kind: 'verified',
		of: 'run',
		id: 1,
		by: 3,
		name: run.name,
		same: 'bits',
		unlike: [],
		later: []
	})
	const twin = { of: 'run', id: 3, name: run.name, same: 'bits', unlike: [], later: [] }
	expect(await lab.client.runs.twins({ run: 1 })).toEqual([twin])
	expect((await runOn(lab, 'verify', '1')).out.at(-1)).toBe(
		'Identical bits: run 1 has the same recipe, and came to the same weights and answers.'
	)
})

/** A lab with two runs of one recipe, its database, the answers of the first run and the environment of both. */
async function twoRuns() {
	const home = newHome()
	const lab = open(home)
	await trained(lab, slp())
	await trained(lab, slp())
	const database = new Sqlite(join(home, 'lab.sqlite'))
	const probabilities = database.prepare<[], Buffer>('SELECT probabilities FROM tests WHERE run = 1').pluck().get()
	if (!probabilities) throw new Error('the run has no answers')
	const { json } = database.prepare<[], { json: string }>('SELECT json FROM environments').get() ?? { json: '{}' }
	return { lab, database, probabilities, json }
}

test('where the bits differ, it is said by how much and what else is different', async () => {
	const { lab, database, probabilities, json } = await twoRuns()
	// one of two thousand probabilities is moved, and the run is said to be from a machine with other threads
	const values = new Float32Array(Uint8Array.from(probabilities).buffer)
	values[4] = (values[4] ?? 0) + 0.25
	database.prepare('UPDATE tests SET probabilities = ? WHERE run = 1').run(Buffer.from(values.buffer))
	database.prepare("INSERT INTO environments (id, json) VALUES (9, json_set(?, '$.threads', 64))").run(json)
	database.prepare('UPDATE runs SET environment = 9 WHERE id = 1').run()
	database.close()
	const [twin] = await lab.client.runs.twins({ run: 2 })
	expect(twin).toMatchObject({ of: 'run', id: 1, same: { images: 10_000 } })
	if (!twin || twin.same === 'bits') throw new Error('they differ')
	expect(twin.same.apart).toBeCloseTo(0.25, 5)
	expect(twin.unlike).toEqual([expect.stringMatching(/^\d+ threads? instead of 64 threads$/)])
	const verified = await runOn(lab, 'verify', '1')
	expect(verified.code).toBe(1)
	expect(verified.out.at(-1)).toMatch(/^(Same within 0\.25|Differs from run 1).* instead of 64 threads\.$/)
})

test('where the bits differ, it is said of each run where it went on in another environment', async () => {
	const { lab, database, probabilities, json } = await twoRuns()
	probabilities.fill(0, 0, 4)
	database.prepare('UPDATE tests SET probabilities = ? WHERE run = 1').run(probabilities)
	const grown: Environment = { ...(JSON.parse(json) as Environment), threads: 4 }
	const began = { ...grown, threads: 2, later: [{ epoch: 2, environment: grown }] }
	database.prepare('INSERT INTO environments (id, json) VALUES (8, ?)').run(JSON.stringify(began))
	database.prepare('INSERT INTO environments (id, json) VALUES (9, ?)').run(JSON.stringify({ ...began, later: [] }))
	const both = database.prepare('UPDATE runs SET environment = ? WHERE id = ?')
	both.run(8, 1)
	both.run(9, 2)
	const why = 'Run 1 went on in another environment. From epoch 2 on: 4 threads instead of 2 threads.'
	const said = async (run: number) => (await lab.client.runs.twins({ run })).map(sayTwin).join()
	expect(await said(2)).toContain(why)
	expect(await said(1)).toContain(why)
	// both alike: that explains nothing
	both.run(8, 2)
	expect(await said(1)).toContain('Nothing that is written down of the two explains it.')
	database.close()
})

test('what it says of runs that differ', () => {
	const twin = { of: 'run' as const, id: 4, name: 'slp', unlike: [], later: [] }
	const all = { sample: 10_000, images: 10_000 }
	const some = { sample: 100, images: 10_000 }
	expect(sayTwin({ ...twin, same: { ...all, apart: 0.00012, otherwise: 0 } })).toBe(
		'Same within 0.00012: of run 4, which has the same recipe, no probability is further away, and both say the same of all 10,000 test images. Nothing that is written down of the two explains it.'
	)
	expect(sayTwin({ ...twin, same: { ...all, apart: 0.5, otherwise: 1 } })).toBe(
		'Differs from run 4, which has the same recipe: 1 test image of 10,000 taken for another class, probabilities apart by 0.50 at most. Nothing that is written down of the two explains it.'
	)
	expect(sayTwin({ ...twin, of: 'file', same: 'bits' })).toBe(
		'Identical bits: the weights and answers are those that the recipe file “slp” says.'
	)
	const unlike = ['4 threads instead of 2 threads']
	expect(sayTwin({ ...twin, of: 'file', unlike, same: { ...some, apart: 0.00012, otherwise: 0 } })).toBe(
		'Same within 0.00012: of what the recipe file “slp” says, no probability of the 100 test images it holds is further away, and both say the same of all 10,000 test images. Here: 4 threads instead of 2 threads.'
	)
	expect(sayTwin({ ...twin, of: 'file', unlike, same: { ...some, apart: 0.5, otherwise: 2 } })).toBe(
		'Differs from what the recipe file “slp” says: 2 test images of 10,000 taken for another class, probabilities of the 100 test images it holds apart by 0.50 at most. Here: 4 threads instead of 2 threads.'
	)
})

test('a run that is not there or not finished cannot be verified', async () => {
	const lab = open()
	expect(await runOn(lab, 'verify', '7')).toMatchObject({ code: 1, err: [expect.stringContaining('no run 7')] })
	const waiting = await lab.client.runs.start({ recipe: slp({ epochs: 1000 }) })
	expect(await runOn(lab, 'verify', '1')).toMatchObject({
		code: 1,
		err: [expect.stringMatching(/only what is finished/)]
	})
	await expect(lab.client.runs.twins({ run: waiting.id })).rejects.toThrow(/only what is finished can be compared/)
	await lab.client.runs.stop({ run: waiting.id })
})
