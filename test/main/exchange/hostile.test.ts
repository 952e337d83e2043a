import { unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import type { Manifest } from '../../../src/main/exchange/manifest.ts'
import { openLab, type Lab } from '../../../src/main/lab.ts'
import { worldHere } from '../../../src/main/world.ts'
import { LabProblem } from '../../../src/shared/problems.ts'
import type { RunDetail } from '../../../src/shared/runs.ts'
import { open, slp, trained } from '../real-lab.ts'
import { exported, importRun, jsonOf } from './carry.ts'

type Files = Record<string, Uint8Array>
let folder = ''
let lab: Lab
let file = new Uint8Array()
let original: RunDetail

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'digit-lab-'))
	const source = openLab(worldHere({ home: join(folder, 'source') }))
	original = (await trained(source, slp())).run
	file = await exported(source, 1, 'run')
	await source.close()
	lab = openLab(worldHere({ home: join(folder, 'target') }))
})
afterAll(async () => {
	await lab.close()
	rmSync(folder, { recursive: true, force: true })
})

/** The file with its run.json and its other files changed, packed again. */
function changed(edit: (manifest: Manifest, files: Files) => void): Uint8Array {
	const files: Files = unzipSync(file)
	const manifest = jsonOf(files['run.json'] ?? new Uint8Array()) as Manifest
	edit(manifest, files)
	files['run.json'] ??= new TextEncoder().encode(JSON.stringify(manifest))
	return zipSync({ ...files, 'run.json': new TextEncoder().encode(JSON.stringify(manifest)) }, { level: 1 })
}

/** Puts other bytes in a part, and makes its checksum true again. */
function replace({ parts }: Manifest, files: Files, path: string, bytes: Uint8Array) {
	files[path] = bytes
	const part = parts.find((one) => one.path === path)
	const sha256 = createHash('sha256').update(bytes).digest('hex')
	if (part) Object.assign(part, { bytes: bytes.length, sha256 })
}

const test0 = ({ test: found }: Manifest) => found ?? expect.fail('the run has a test')

test.each<[string, (manifest: Manifest, files: Files) => void, RegExp]>([
	['a newer form', (run) => Object.assign(run, { format: 2 }), /exported by a newer Digit Lab \(its form is 2/],
	[
		'no form at all',
		(run) => Object.assign(run, { format: 'x' }),
		/run\.json is not what a Digit Lab writes \(at format\)/
	],
	['a setting of its own', (run) => Object.assign(run, { extra: 1 }), /is not what a Digit Lab writes/],
	['a uid that is a path', (run) => (run.uid = '../../x'), /\(at uid\)/],
	['a name without letters', (run) => (run.name = '  '), /\(at name\)/],
	['a loss that is a word', (run) => Object.assign(run.epochs[0] ?? {}, { loss: 'low' }), /\(at epochs\.0\.loss\)/],
	['a run that still trains', (run) => Object.assign(run, { status: 'training' }), /\(at status\)/],
	[
		'a recipe that cannot work',
		(run) => Object.assign(run.recipe as object, { epochs: 0 }),
		/its recipe does not work here\. Epochs must be a whole number from 1 to 10,000; it is 0\./
	],
	['a recipe that is none', (run) => (run.recipe = 'slp'), /its recipe does not work here\. A recipe is an object/],
	[
		'more epochs than asked for',
		(run) => Object.assign(run.recipe as object, { epochs: 1 }),
		/has 2 epochs, but its recipe asks for 1/
	],
	[
		'other images than its recipe’s',
		(run) => Object.assign(run.environment as object, { dataSha256: 'f'.repeat(64) }),
		/trained on other images than its recipe names/
	],
	['epochs out of order', (run) => run.epochs.reverse(), /epochs are not numbered one by one/],
	[
		'another network',
		(run) => Object.assign((run.recipe as { layers: object[] }).layers[0] ?? {}, { useBias: false }),
		/weights are not those of the network in its recipe/
	],
	[
		'a better test than it had',
		(run) => (test0(run).correct += 1),
		/it says that \d+ of 10000 test images were right, but by its own answers it is \d+ of 10000/
	],
	['a better share', (run) => (test0(run).accuracy += 0.0001), /test images were right/],
	['a test that is missing', (run) => (run.test = null), /it says finished, but has no test/],
	[
		'a test without its weights',
		(run) => (run.weights.epochs = []),
		/weights of epoch 2, which its test has judged, are missing/
	],
	['weights of no epoch', (run) => run.weights.epochs.push(9), /has weights of epoch 9, which it never reached/],
	['predictions that are not there', (_, files) => delete files['validation/1.u8'], /validation\/1\.u8 is missing/],
	[
		'predictions of an eleventh digit',
		(run, files) => {
			replace(run, files, 'validation/1.u8', new Uint8Array(400).fill(10))
		},
		/names classes that do not exist/
	],
	['a part that is gone', (_, files) => delete files['weights/2.bin'], /weights\/2\.bin is missing/],
	[
		'a part that is too short',
		(run, files) => replace(run, files, 'weights/2.bin', new Uint8Array(8)),
		/weights\/2\.bin is 8 bytes long where this run needs 31400/
	],
	[
		'a part that was changed',
		(_, files) => files['weights/2.bin']?.fill(7),
		/weights\/2\.bin has another checksum than run\.json says/
	],
	[
		'a model that was changed',
		(_, files) => files['model/weights.bin']?.fill(7),
		/model\/weights\.bin has another checksum/
	],
	[
		'answers that are no numbers',
		(run, files) => replace(run, files, 'test/probabilities.f32', new Uint8Array(400_000).fill(255)),
		/holds what is no number/
	]
])('a file with %s is refused in a sentence, and nothing is kept', async (_, edit, sentence) => {
	const [outcome] = await Promise.allSettled([lab.bytes.import(changed(edit))])
	const problem: unknown = outcome.status === 'rejected' ? outcome.reason : null
	expect(problem).toBeInstanceOf(LabProblem)
	expect(String(problem)).toMatch(sentence)
	expect(await lab.client.runs.list()).toEqual([])
})

test.each([['the recipe'], ['the layers']])('%s that nests too deep to be read is refused', async (what) => {
	const deep = '['.repeat(200_000) + ']'.repeat(200_000)
	const files = unzipSync(file)
	const text = JSON.stringify({ ...(jsonOf(files['run.json'] ?? new Uint8Array()) as Manifest), recipe: 'recipe' })
	const nested = text.replace('"recipe":"recipe"', `"recipe":${what === 'the recipe' ? deep : `{"layers":[${deep}]}`}`)
	files['run.json'] = new TextEncoder().encode(nested)
	await expect(lab.bytes.import(zipSync(files))).rejects.toThrow(/its recipe|run\.json/)
})

test('a zip that would grow beyond what it says, or what is allowed, is not unpacked', async () => {
	const bomb = zipSync({ 'run.json': new Uint8Array(64 << 20) }, { level: 9 })
	await expect(lab.bytes.import(bomb)).rejects.toThrow('its run.json is larger than any run can need')
	// the directory claims a few bytes
	const view = new DataView(bomb.buffer, bomb.byteOffset)
	const directory = view.getUint32(bomb.length - 22 + 16, true)
	view.setUint32(directory + 24, 100, true)
	await expect(lab.bytes.import(bomb)).rejects.toThrow('"run.json" cannot be unpacked')
	const many = zipSync(
		Object.fromEntries(Array.from({ length: 10_101 }, (_, place) => [String(place), new Uint8Array()]))
	)
	await expect(lab.bytes.import(many)).rejects.toThrow('it claims to hold 10101 files')
})

/** mulberry32 (Tommy Ettinger): the same damage every time. */
function numbers(seed: number) {
	return (below: number) => {
		seed = (seed + 0x6d2b79f5) | 0
		let value = Math.imul(seed ^ (seed >>> 15), 1 | seed)
		value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
		return ((value ^ (value >>> 14)) >>> 0) % below
	}
}

test('whatever is done to its bytes, a file gives the same run, or a sentence', async () => {
	let target = open()
	const random = numbers(7)
	const outcomes = { same: 0, refused: 0 }
	for (let round = 0; round < 400; round++) {
		const bytes = Uint8Array.from(file)
		// half of the damage where the zip keeps its books: the last kilobyte
		const place = () => (random(2) === 0 ? random(bytes.length) : bytes.length - 1 - random(1000))
		for (let flips = 1 + random(3); flips > 0; flips--) bytes[place()] = random(256)
		const damaged = random(4) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes
		try {
			const { run } = await importRun(target, damaged)
			const detail = await target.client.runs.get({ run: run.id })
			expect({ ...detail, id: 1, imported: null }).toEqual(original)
			outcomes.same++
			target = open()
		} catch (error) {
			expect(error).toBeInstanceOf(LabProblem)
			outcomes.refused++
		}
		expect(await target.client.runs.list()).toEqual([])
	}
	expect(outcomes.same).toBeGreaterThan(0)
	expect(outcomes.refused).toBeGreaterThan(200)
})
