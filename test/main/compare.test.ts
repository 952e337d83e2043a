import { expect, test } from 'vitest'
import type { RunComparison } from '../../src/shared/comparing.ts'
import { runOn } from './lab-terminal.ts'
import { newHome, open, rows, slp, trained } from './real-lab.ts'

test('finished runs are compared on the images they were judged by, through the contract and in the terminal', async () => {
	const home = newHome()
	const lab = open(home)
	const dense = (units: number) => ({ kind: 'dense' as const, units, activation: 'relu' as const })
	const output = { kind: 'dense' as const, units: 10, activation: 'softmax' as const }
	const { run: first } = await trained(lab, slp())
	const { run: second } = await trained(lab, slp({ layers: [dense(64), output], optimizer: { kind: 'adam' } }))
	const { run: other } = await trained(lab, slp({ data: { limit: 1000, classes: [0, 1] } }))
	const found = await lab.client.runs.compare({ runs: [first.id, second.id] })

	expect(found).toMatchObject({ images: 10_000, looks: 2, sameWithin: 0.001, cochran: null, dataName: 'MNIST' })
	const [pair, ...more] = found.pairs
	expect(more).toEqual([])
	const { both = 0, onlyFirst = 0, onlySecond = 0, neither = 0 } = pair ?? {}
	expect(both + onlyFirst).toBe(first.test?.correct)
	expect(both + onlySecond).toBe(second.test?.correct)
	expect(both + onlyFirst + onlySecond + neither).toBe(10_000)
	expect(pair?.difference).toBeCloseTo((second.test?.accuracy ?? 0) - (first.test?.accuracy ?? 0), 12)
	expect(found.runs.map(({ run, valAccuracy }) => [run, valAccuracy])).toEqual(
		[first, second].map(({ id, points }) => [id, points.at(-1)?.valAccuracy])
	)
	// the commonest digit among the training images is 1, and 1,135 test images are
	expect(found.baselines[0]).toMatchObject({ title: 'always 1', correct: 1135, accuracy: 0.1135 })

	const json = await runOn(lab, 'compare', String(first.id), 'last', '--json')
	expect(json).toMatchObject({ code: 1, out: [] })
	expect(json.err[0]).toContain('Compare runs of the same data set and classes.')
	const told = await runOn(lab, 'compare', '1', '2', '--same-within', '0.2', '--json')
	expect(JSON.parse(told.out[0] ?? '') as RunComparison).toEqual(
		await lab.client.runs.compare({ runs: [1, 2], sameWithin: 0.002 })
	)
	const words = (await runOn(lab, 'compare', '1', '2')).out.join('\n')
	expect(words).toMatch(/is better by \d+\.\d\d points \(\d+\.\d\d to \d+\.\d\d\)/)
	expect(words).toContain('Exact McNemar test: p < .0001')
	expect(words).toContain('not their recipes')
	await expect(lab.client.runs.compare({ runs: [first.id, other.id] })).rejects.toThrow(
		'was judged by other images than run 1 (MNIST'
	)

	const refused = (...runs: number[]) => expect(lab.client.runs.compare({ runs })).rejects
	await refused(1, 9).toThrow('There is no run 9.')
	await refused(1, 1).toThrow('It takes two runs or more to compare.')
	rows(home, 'DELETE FROM guesses WHERE run = 2 RETURNING run')
	await refused(1, 2).toThrow('Run 2 has not looked at the test images')
})

test('--same-within must be points', async () => {
	const { code, err } = await runOn(open(), 'compare', '1', '2', '--same-within', 'little')
	expect({ code, err }).toEqual({
		code: 1,
		err: ['--same-within takes points from 0 to 100, such as 0.1; it is "little".']
	})
})
