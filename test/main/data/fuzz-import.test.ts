import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { LabProblem } from '../../../src/shared/problems.ts'
import { csv, idx, npz, read, some, type Files } from './made.ts'

const { pixels, labels } = some('training', 30)
const whole: Record<string, Uint8Array> = {
	'train-images': idx([30, 28, 28], pixels),
	'train-images.gz': gzipSync(idx([30, 28, 28], pixels)),
	'mnist.npz': npz(30, 20),
	'digits.parquet': readFileSync(join(import.meta.dirname, '../../reference/digits.parquet')),
	'train.csv': new TextEncoder().encode(csv({ pixels, labels, count: 30 }))
}

/** Read, or refused with a sentence that names the file: nothing else, and soon. */
async function readOrRefused(files: Files) {
	const began = performance.now()
	try {
		const { preview } = await read(files)
		expect(preview.training.length).toBe(preview.classes.length)
	} catch (error) {
		expect(error).toBeInstanceOf(LabProblem)
		expect((error as LabProblem).message).toMatch(/\. ?[A-Z]|\.$/)
	}
	expect(performance.now() - began).toBeLessThan(5000)
}

const damage = fc.record({
	flips: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
		maxLength: 8
	}),
	/** Damage near the beginning or the end hits headers and directories. */
	where: fc.constantFrom('start', 'end', 'anywhere'),
	cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null, freq: 3 })
})

test.each(Object.keys(whole))(
	'whatever happens to the bytes of %s, there is a data set or a sentence',
	async (path) => {
		await fc.assert(
			fc.asyncProperty(damage, async ({ flips, where, cut }) => {
				const bytes = Uint8Array.from(whole[path] ?? [])
				const reach = where === 'anywhere' ? bytes.length : Math.min(300, bytes.length)
				for (const [share, value] of flips) {
					const at = Math.floor(share * (reach - 1))
					bytes[where === 'end' ? bytes.length - 1 - at : at] = value
				}
				const kept = cut === null ? bytes : bytes.subarray(0, Math.floor(cut * bytes.length))
				await readOrRefused({
					[path]: kept,
					...(path.startsWith('train-images') && { 'train-labels': idx([30], labels) })
				})
			}),
			{ numRuns: 60, seed: 6 }
		)
	}
)

test('any header may be claimed', async () => {
	const side = fc.oneof(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 40 }))
	await fc.assert(
		fc.asyncProperty(
			fc.array(side, { minLength: 1, maxLength: 4 }),
			fc.integer({ min: 0, max: 16 }),
			async (shape, kind) => {
				await readOrRefused({ 'train-images': idx(shape, pixels, kind), 'train-labels': idx([30], labels) })
				await readOrRefused({ 'train-images': idx([30, 28, 28], pixels), 'train-labels': idx(shape, labels, kind) })
			}
		),
		{ numRuns: 60, seed: 6 }
	)
})
