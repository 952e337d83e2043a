import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Lab } from '../../src/main/lab.ts'
import { worldHere } from '../../src/main/world.ts'
import { runOn } from './lab-terminal.ts'
import { open, slp, trained } from './real-lab.ts'

interface Line {
	index: number
	label: number
	predicted: number
	probabilities: number[]
}

async function mistakes(lab: Lab, ...words: string[]): Promise<Line[]> {
	const { code, out } = await runOn(lab, 'mistakes', ...words, '--json')
	expect(code).toBe(0)
	return out.map((line) => JSON.parse(line) as Line)
}

/** The bytes of an IDX file after its header, read without the lab. */
const idx = (name: string, header: number) => readFileSync(join(worldHere({}).dataFolder, name)).subarray(header)

test('the mistakes in the terminal are those of the confusion matrix, with the labels of the IDX file', async () => {
	const lab = open()
	const { run } = await trained(lab, slp())
	const matrix = run.judgement?.matrix ?? []
	const lines = await mistakes(lab, 'last')
	const counted = Array.from({ length: 10 }, (_, label) =>
		Array.from({ length: 10 }, (_, guess) =>
			label === guess
				? matrix[label]?.[guess]
				: lines.filter((line) => line.label === label && line.predicted === guess).length
		)
	)
	expect(counted).toEqual(matrix)
	const labels = idx('t10k-labels-idx1-ubyte', 8)
	for (const { index, label, predicted, probabilities } of lines) {
		expect(label).toBe(labels[index])
		expect(probabilities.indexOf(Math.max(...probabilities))).toBe(predicted)
	}
	const sureness = lines.map(({ predicted, probabilities }) => probabilities[predicted] ?? NaN)
	expect(sureness).toEqual(sureness.toSorted((a, b) => b - a))

	expect(await runOn(lab, 'mistakes', '1', '--true', '12')).toMatchObject({
		code: 1,
		err: ['--true takes one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9; it is "12".']
	})
	expect(await mistakes(lab, '1', '--true', '4', '--as', '9')).toHaveLength(matrix[4]?.[9] ?? NaN)
	const few = await mistakes(lab, '1', '--sort', 'index', '--limit', '3')
	expect(few.map(({ index }) => index)).toEqual(
		lines
			.map(({ index }) => index)
			.toSorted((a, b) => a - b)
			.slice(0, 3)
	)
	const { out, err } = await runOn(lab, 'mistakes', '1', '--sort', 'loss', '--limit', '2')
	expect(out.join('\n')).toMatch(/^index  true  taken for  confidence +loss\n( +\d+){3} +\d+\.\d\d % +\d+\.\d+/)
	expect(err.join('\n')).toContain('mistakes in all')
})

test.each([
	[['--sort', 'size'], '--sort takes one of confidence, loss, true, as, index; it is "size".'],
	[['--limit', '0'], '--limit takes a whole number from 1 up; it is "0".'],
	[[], 'There is no run 7; it may have been deleted. The list of runs has those there are.']
])('mistakes 7 %j is refused in a sentence', async (flags, sentence) => {
	expect(await runOn(open(), 'mistakes', '7', ...flags)).toEqual({ code: 1, out: [], err: [sentence] })
})

test('who is wrong about an image is found in every finished run, the newest first, removed ones left out', async () => {
	const lab = open()
	const runs: number[] = []
	for (const seed of [1, 2, 3]) runs.push((await trained(lab, slp({ seed, epochs: 1 }))).run.id)
	const wrong = new Map<number, Line[]>()
	for (const run of runs) wrong.set(run, await mistakes(lab, String(run)))
	const expected = (image: number, among: number[]) =>
		among.toReversed().flatMap((run) => {
			const line = wrong.get(run)?.find(({ index }) => index === image)
			return line ? [{ run, name: 'my network', predicted: line.predicted }] : []
		})
	for (const image of [0, 1, 8, 247, 9999])
		expect(await lab.client.images.mistakenBy({ run: 1, image })).toEqual(expected(image, runs))
	const shared = wrong.get(2)?.find(({ index }) => wrong.get(3)?.some((line) => line.index === index))?.index ?? NaN
	expect(await lab.client.images.mistakenBy({ run: 1, image: shared })).toEqual(expected(shared, runs))
	await lab.client.runs.remove({ runs: [3] })
	expect(await lab.client.images.mistakenBy({ run: 1, image: shared })).toEqual(expected(shared, [1, 2]))
})

test('the pixels and labels served for a place are those of the IDX files', async () => {
	const lab = open()
	for (const [part, prefix] of [
		['test', 't10k'],
		['training', 'train']
	] as const) {
		expect(Buffer.from(await lab.bytes.pixels('mnist', part)).equals(idx(`${prefix}-images-idx3-ubyte`, 16))).toBe(true)
		expect(Buffer.from(await lab.bytes.labels('mnist', part)).equals(idx(`${prefix}-labels-idx1-ubyte`, 8))).toBe(true)
	}
})
