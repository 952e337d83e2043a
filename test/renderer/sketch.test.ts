import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LabClient } from '../../src/renderer/connect.ts'
import { PictureBook } from '../../src/renderer/state/picture-book.svelte.ts'
import { Sketch } from '../../src/renderer/state/sketch.svelte.ts'
import { Voice } from '../../src/renderer/state/voice.svelte.ts'
import { arriving } from '../../src/shared/pictures.ts'
import { aPicture } from '../shared/a-picture.ts'

/** What the lab has of drawings, by number: the batch and what was drawn. */
let kept: Map<number, string>
/** How the last one was to be read. */
let settings: unknown
let removed: number[]

function aSketch() {
	let [stamps, pictures] = [0, 0]
	const remove = ({ pictures: ids }: { pictures: number[] }) => {
		for (const id of ids) kept.delete(id)
		removed.push(...ids)
		return Promise.resolve({ removed: ids })
	}
	vi.stubGlobal('fetch', async (address: string, { body }: { body: Blob }) => {
		const as = arriving.parse(JSON.parse(new URL(address, 'http://lab').searchParams.get('as') ?? ''))
		const { batch } = as
		settings = as.settings
		const drawn = await body.text()
		await new Promise((resolve) => setTimeout(resolve, 300))
		kept.set(++pictures, `${batch} ${drawn}`)
		return new Response(JSON.stringify(aPicture(pictures, '4', { batch })))
	})
	const book = new PictureBook(() => ({ pictures: { remove } }) as unknown as LabClient)
	const voice = new Voice(() => 0)
	const stamp = () => `batch ${++stamps}`
	return { book, sketch: new Sketch(book, voice, () => null, stamp) }
}
const draw = (text: string) => new Blob([text])

beforeEach(() => {
	kept = new Map()
	removed = []
	vi.useFakeTimers()
})
afterEach(() => {
	vi.useRealTimers()
	vi.unstubAllGlobals()
})

test('a drawing is one picture: each reading replaces the one before, and an empty pad has none', async () => {
	const { sketch } = aSketch()
	sketch.take(draw('a'))
	await vi.runAllTimersAsync()
	sketch.take(draw('ab'))
	await vi.runAllTimersAsync()
	expect([...kept.values()]).toEqual(['batch 1 ab'])
	expect(sketch.row?.id).toBe(2)
	sketch.take(null)
	await vi.runAllTimersAsync()
	expect(kept.size).toBe(0)
	expect(sketch.row).toBeNull()
})

test('a drawing is read as black ink on white paper, which is not for the lab to find out', async () => {
	const { sketch } = aSketch()
	sketch.take(draw('thick'))
	await vi.runAllTimersAsync()
	expect(settings).toMatchObject({ ink: 'dark', even: false, lines: false, several: true, stroke: true })
})

test('who goes on to the next drawing at once leaves the last stroke nowhere behind', async () => {
	const { sketch } = aSketch()
	sketch.take(draw('half'))
	await vi.runAllTimersAsync()
	sketch.take(draw('half and half'))
	sketch.next()
	expect(sketch.row).toBeNull()
	sketch.take(draw('another'))
	await vi.runAllTimersAsync()
	expect([...kept.values()]).toEqual(['batch 1 half and half', 'batch 2 another'])
	expect(removed).toEqual([1])
	expect(sketch.row?.batch).toBe('batch 2')
})

test('a picture of the drawing that was deleted from the list is no problem for the next stroke', async () => {
	const { book, sketch } = aSketch()
	sketch.take(draw('a'))
	await vi.runAllTimersAsync()
	await book.remove([1])
	sketch.take(draw('ab'))
	await vi.runAllTimersAsync()
	expect(sketch.problem).toBeNull()
	expect(removed).toEqual([1])
})
