import { beforeEach, expect, test, vi } from 'vitest'
import type { LabClient } from '../../src/renderer/connect.ts'
import { DataSets } from '../../src/renderer/state/data-sets.svelte.ts'
import type { DataPreview, ImportSettings } from '../../src/shared/importing.ts'

const preview: DataPreview = {
	...{
		name: 'Letters',
		image: [28, 28, 1],
		classes: ['a', 'b'],
		training: [5, 5],
		test: [1, 1],
		sha256: '0'.repeat(64)
	},
	...{ format: '4 IDX files', source: '', notes: [], skipped: [], skippedCount: 0, examples: [0, 1] }
}
let asked: ImportSettings[]
let answer: () => Promise<DataPreview>

function someSets() {
	const data = {
		preview: ({ settings }: { settings: ImportSettings }) => {
			asked.push(settings)
			return answer()
		},
		discard: () => Promise.resolve()
	}
	return new DataSets(() => ({ data }) as unknown as LabClient)
}
const files = [{ file: new File(['x'], 'train-images'), path: 'train-images' }]

beforeEach(() => {
	asked = []
	answer = () => Promise.resolve(preview)
	// how the images came is read from how often it was asked
	vi.stubGlobal('fetch', () => Promise.resolve(new Response(Uint8Array.of(asked.length))))
	return () => vi.unstubAllGlobals()
})

test('images that lie on their side are turned at a choice, in whatever size they were read, and seen when they have been', async () => {
	const sets = someSets()
	await sets.bring(files)
	expect(sets.settings.transpose).toBe('auto')
	await sets.again({ size: [20, 20] })
	const turning = sets.again({ transpose: 'yes' })
	// what was there before stays until then, but cannot be kept
	expect([sets.preview, sets.bringing.stage, sets.settings.transpose]).toEqual([preview, 'underway', 'yes'])
	await turning
	expect(sets.bringing.stage).toBe('read')
	expect([...(sets.pixels ?? [])]).toEqual([3])
	expect(asked).toEqual([
		{ size: null, transpose: 'auto' },
		{ size: [20, 20], transpose: 'auto' },
		{ size: [20, 20], transpose: 'yes' }
	])
})

test('what is brought next is turned by itself again', async () => {
	const sets = someSets()
	await sets.bring(files)
	await sets.again({ transpose: 'no' })
	await sets.bring(files)
	expect(asked.at(-1)).toEqual({ size: null, transpose: 'auto' })
})

test('of two choices the last is shown, and nothing after a refusal', async () => {
	const sets = someSets()
	await sets.bring(files)
	for (const end of ['read', 'stopped']) {
		const first = Promise.withResolvers<DataPreview>()
		answer = () => first.promise
		const slow = sets.again({ transpose: 'yes' })
		answer = () => Promise.resolve({ ...preview, name: 'last' })
		await sets.again({ transpose: 'no' })
		if (end === 'read') first.resolve({ ...preview, name: 'first' })
		else first.reject(new Error('The reading was stopped.'))
		await slow
		expect([sets.preview?.name, sets.bringing.stage, sets.problem]).toEqual(['last', 'read', null])
	}
	answer = () => Promise.reject(new Error('not square'))
	await sets.again({ transpose: 'yes' })
	expect([sets.preview, sets.bringing.stage, sets.problem === null]).toEqual([null, 'refused', false])
})
