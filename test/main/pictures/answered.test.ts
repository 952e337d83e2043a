import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLab, type Lab } from '../../../src/main/lab.ts'
import { worldHere } from '../../../src/main/world.ts'
import type { PictureRow } from '../../../src/shared/pictures.ts'
import { readingSettings } from '../../../src/shared/vision.ts'
import { slp, trained } from '../real-lab.ts'
import { about, drawn } from './drawn.ts'

let home: string
let lab: Lab

beforeAll(async () => {
	home = mkdtempSync(join(tmpdir(), 'digit-lab-'))
	lab = openLab(worldHere({ home }))
	await trained(lab, slp({ epochs: 1 }))
	await trained(lab, slp({ epochs: 1, seed: 7, data: { limit: 2000 } }))
})
afterAll(async () => {
	await lab.close()
	rmSync(home, { recursive: true, force: true })
})

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)

test('without MNIST’s files pictures are answered all the same, and it is said what is not known of them', async () => {
	const bare = openLab({ ...worldHere({ home }), dataFolder: join(home, 'no-data') })
	try {
		const row = await bare.bytes.picture(await drawn('seven'), about('7.png', { batch: 'bare' }))
		const [digit] = row.digits
		expect(sum(digit?.probabilities ?? [])).toBeCloseTo(1, 5)
		expect(row.notes).toEqual([expect.stringMatching(/^not compared with the training images/) as string])
		expect(digit?.doubts.map(({ kind }) => kind)).not.toContain('unlike')
		const { digits, notes } = await bare.client.pictures.get({ picture: row.id })
		expect([digits[0]?.likeness.value, notes]).toEqual([null, row.notes])
		await expect(bare.client.pictures.nearest({ picture: row.id, digit: 0 })).rejects.toThrow(
			/train-images-idx3-ubyte cannot be read \(ENOENT\)\. "npm run setup -- --again" fetches it anew/
		)
		// with the files it can be judged
		const [again] = await lab.client.pictures.again({ pictures: [row.id], settings: readingSettings.parse({}) })
		expect(again?.notes).toEqual([])
	} finally {
		await bare.close()
	}
})

test('pictures that come at once are answered as each of them alone', async () => {
	const files = await Promise.all([drawn('seven'), drawn('one', 'seven'), drawn('one')])
	const alone: PictureRow['digits'][] = []
	for (const file of files) alone.push((await lab.bytes.picture(file, about('alone.png'))).digits)
	const bad = Promise.allSettled([lab.bytes.picture(new TextEncoder().encode('no picture'), about('bad.png'))])
	const other = about('other.png', { answering: { runs: [2], ensemble: false } })
	const [byOther, ...together] = await Promise.all([
		lab.bytes.picture(await drawn('seven'), other),
		...files.map((file) => lab.bytes.picture(file, about('together.png')))
	])
	expect(together.map(({ digits }) => digits.map(({ box }) => box))).toEqual(
		alone.map((digits) => digits.map(({ box }) => box))
	)
	for (const [place, { digits }] of together.entries())
		for (const [at, digit] of digits.entries())
			for (const [figure, probability] of digit.probabilities.entries())
				expect(probability).toBeCloseTo(alone[place]?.[at]?.probabilities[figure] ?? -1, 5)
	expect(byOther.answering.runs).toEqual([2])
	expect(await bad).toMatchObject([{ reason: { message: expect.stringMatching(/^bad.png is no picture/) as string } }])
})
