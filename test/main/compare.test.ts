import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { RunComparison } from '../../src/shared/comparing.ts'
import { count, percent } from '../../src/shared/format.ts'
import { usualOutline } from '../../src/shared/reporting/outline.ts'
import { runOn } from './lab-terminal.ts'
import { newHome, open, rows, slp, trained } from './real-lab.ts'

const output = { kind: 'dense' as const, units: 10, activation: 'softmax' as const }

test('finished runs are compared on the images they were judged by, through the contract and in the terminal', async () => {
	const home = newHome()
	const lab = open(home)
	const dense = (units: number) => ({ kind: 'dense' as const, units, activation: 'relu' as const })
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
	expect(words).toContain('For comparison: always 1: 11.35 %.')
	await expect(lab.client.runs.compare({ runs: [first.id, other.id] })).rejects.toThrow(
		'was judged by other images than run 1 (MNIST'
	)

	// a report says the same numbers
	const outline = usualOutline([first.id, second.id])
	const [html] = await lab.bytes.reportFiles(outline, 'html', 'pictures')
	const page = new TextDecoder().decode(html?.body)
	for (const { test } of [first, second]) expect(page).toContain(percent(test?.accuracy ?? null))
	expect(page).toContain(`<td class="n">${count(onlyFirst)}</td>`)
	const table = await lab.bytes.report(outline, 'csv')
	expect(new TextDecoder().decode(table.body as Uint8Array)).toContain(`,${second.test?.correct},10000,`)
	const zip = await lab.bytes.report({ ...outline, title: '../Whose?' }, 'md')
	expect(zip).toMatchObject({ name: 'Whose.zip', type: 'application/zip' })
	expect(Object.keys(unzipSync(zip.body as Uint8Array))).toEqual(
		expect.arrayContaining(['Whose.md', 'pictures/comparison.svg'])
	)
	await expect(lab.bytes.report(usualOutline([99]), 'html')).rejects.toThrow('There is no run 99;')

	const refused = (...runs: number[]) => expect(lab.client.runs.compare({ runs })).rejects
	await refused(1, 9).toThrow('There is no run 9;')
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

test('the notebook’s models that are missing are put into the queue, and none of them twice', async () => {
	const lab = open()
	const rows = await lab.client.runs.notebook({ epochsScale: 0.1 })
	expect(rows.map(({ name, epochs }) => [name, epochs])).toEqual([
		['slp', 7],
		['mlp-64', 10],
		['mlp-128-dropout', 5],
		['mlp-512-dropout', 3]
	])
	const ids = rows.map(({ id }) => id)
	expect((await lab.client.runs.notebook({ epochsScale: 0.1 })).map(({ id }) => id)).toEqual(ids)
	const [other] = await lab.client.runs.notebook({ epochsScale: 0.2 })
	expect(ids).not.toContain(other?.id)
	for (const { id } of await lab.client.runs.list()) await lab.client.runs.stop({ run: id })
	// what was stopped goes on where it can, and begins anew where it cannot
	const again = await lab.client.runs.notebook({ epochsScale: 0.1 })
	expect(again.map(({ name, status }) => [name, status === 'stopped'])).toEqual(rows.map(({ name }) => [name, false]))
	for (const { id } of again.toReversed()) await lab.client.runs.stop({ run: id })
})

test('a network with more layers is no longer the preset it began as, so it is no baseline of one layer', async () => {
	const lab = open()
	const layers = [{ kind: 'dense', units: 8, activation: 'relu' }, output] as const
	const wider = await trained(lab, slp({ layers: [...layers] }), 'slp')
	const same = await trained(lab, slp({ seed: 2 }), 'slp')
	expect([wider, same].map(({ run: { name, preset } }) => [name, preset])).toEqual([
		['my network', null],
		['slp', 'slp']
	])
	const { baselines } = await lab.client.runs.compare({ runs: [wider.run.id, same.run.id] })
	expect(baselines.flatMap(({ run }) => run ?? [])).toEqual([same.run.id])
})
