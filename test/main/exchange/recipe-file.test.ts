import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLab } from '../../../src/main/lab.ts'
import { worldHere } from '../../../src/main/world.ts'
import type { RecipeFile } from '../../../src/shared/recipe-files.ts'
import type { RunDetail } from '../../../src/shared/runs.ts'
import { runWith } from '../lab-terminal.ts'
import { open, slp, trained } from '../real-lab.ts'
import { exported, jsonOf } from './carry.ts'

let folder = ''
let bytes = new Uint8Array()
let original: RunDetail
const file = () => jsonOf(bytes) as RecipeFile & { format: number }
const packed = (content: unknown) => new TextEncoder().encode(JSON.stringify(content))

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'digit-lab-'))
	const source = openLab(worldHere({ home: join(folder, 'source') }))
	original = (await trained(source, slp())).run
	bytes = await exported(source, 1, 'digitrecipe')
	await source.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a recipe file is small, and says what the run was made from, its data’s checksum and the hash of its weights', async () => {
	expect(bytes.length).toBeLessThan(40_000)
	const { recipe, recipeHash, environment, outcome } = file()
	expect({ recipe, recipeHash, environment }).toEqual({
		recipe: original.recipe,
		recipeHash: original.recipeHash,
		environment: original.environment
	})
	expect(environment?.dataSha256).toMatch(/^121959e436e43d4e/)
	const { loss, accuracy, correct, count } = outcome
	expect(original.test).toMatchObject({ loss, accuracy, correct, count })
	const source = openLab(worldHere({ home: join(folder, 'source') }))
	const sha256 = createHash('sha256')
		.update(await exported(source, 1, 'weights.bin'))
		.digest('hex')
	const answers = createHash('sha256')
		.update(await source.bytes.probabilities(1))
		.digest('hex')
	await source.close()
	expect({ weights: outcome.weightsSha256, answers: outcome.answersSha256 }).toEqual({ weights: sha256, answers })
})

test('verifying the file elsewhere is one command, and on one machine the bits are the same', async () => {
	const lab = open()
	const { code, out } = await runWith({ 'slp.digitrecipe': bytes }, lab, 'verify', 'slp.digitrecipe')
	expect(out.at(-1)).toBe('Identical bits: the weights and answers are those that the recipe file “my network” says.')
	expect(code).toBe(0)
	// what has been verified is said of the run from then on, and the file is there once however often it comes
	const told = await runWith({ 'slp.digitrecipe': bytes }, lab, 'verify', 'slp.digitrecipe', '--json')
	const verdict = { of: 'file', id: 1, name: 'my network', same: 'bits', unlike: [], later: [] }
	expect(JSON.parse(told.out.at(-1) ?? '')).toEqual({ kind: 'verified', ...verdict, by: 2 })
	const twin = { of: 'run', id: 2, name: 'my network', same: 'bits', unlike: [], later: [] }
	expect(await lab.client.runs.twins({ run: 1 })).toEqual([verdict, twin])
})

test('what comes to something else is told by how much, and what is different here', async () => {
	const lab = open()
	const claim = file()
	const environment = claim.environment && { ...claim.environment, threads: 64 }
	const moved = new Float32Array(new Uint8Array(Buffer.from(claim.outcome.probabilities, 'base64')).buffer)
	// the first image of the sample: its surest class a little surer, so that its answer stays
	const surest = moved.subarray(0, 10).indexOf(Math.max(...moved.subarray(0, 10)))
	moved[surest] = (moved[surest] ?? 0) + 0.125
	const probabilities = Buffer.from(moved.buffer).toString('base64')
	const other = { ...claim, environment, outcome: { ...claim.outcome, weightsSha256: '0'.repeat(64), probabilities } }
	const same = await runWith({ f: packed(other) }, lab, 'verify', 'f')
	expect(same.code).toBe(1)
	expect(same.out.at(-1)).toMatch(/^Same within 0\.1[23]: of what the recipe file .* instead of 64 threads\.$/)
	// one image that was wrong there is taken for yet another class
	const labels = await lab.bytes.labels('mnist', 'test')
	const classes = Buffer.from(claim.outcome.classes, 'base64')
	const wrong = classes.findIndex((guess, image) => guess !== labels[image] && image % 100 !== 0)
	classes[wrong] = [0, 1, 2].find((one) => one !== labels[wrong] && one !== classes[wrong]) ?? 0
	const third = {
		...other,
		outcome: { ...other.outcome, weightsSha256: '1'.repeat(64), classes: classes.toString('base64') }
	}
	const differs = await runWith({ f: packed(third) }, lab, 'verify', 'f')
	expect(differs.code).toBe(1)
	expect(differs.out.at(-1)).toMatch(
		/^Differs from what the recipe file .*: 1 test image of 10,000 taken for another class/
	)
})

test('the file is a recipe to train with other settings, too', async () => {
	const text = new TextDecoder().decode(bytes)
	const { code, out } = await runWith({ 'slp.digitrecipe': bytes }, open(), 'train', 'slp.digitrecipe', '--epochs', '1')
	expect(code).toBe(0)
	expect(out.at(-1)).toMatch(/^Run 1: test accuracy/)
	expect(text).toContain('"epochs": 2')
})

test('a whole run’s file is verified in the same way', async () => {
	const source = openLab(worldHere({ home: join(folder, 'source') }))
	const whole = await exported(source, 1, 'run')
	await source.close()
	const { code, out } = await runWith({ 'slp.digitlab': whole }, open(), 'verify', 'slp.digitlab')
	expect(out.at(-1)).toBe('Identical bits: run 1 has the same recipe, and came to the same weights and answers.')
	expect(code).toBe(0)
})
