import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LabClient } from '../../src/renderer/connect.ts'
import { PictureBook } from '../../src/renderer/state/picture-book.svelte.ts'
import { aPicture } from '../shared/a-picture.ts'

/** How many pictures the lab has, numbered from 1, and how many it was asked for in all. */
let [kept, told] = [0, 0]
const list = ({ before = Infinity, limit = 500 }: { before?: number; limit?: number }) => {
	const newest = Math.min(kept, before - 1)
	const rows = Array.from({ length: Math.min(limit, newest) }, (_, place) => aPicture(newest - place, '7'))
	told += rows.length
	return Promise.resolve(rows)
}
const aBook = () => new PictureBook(() => ({ pictures: { list } }) as unknown as LabClient)

beforeEach(() => {
	;[kept, told] = [0, 0]
	vi.useFakeTimers()
})
afterEach(() => void vi.useRealTimers())

test('what another door has brought is found by asking for little, however much is known', async () => {
	const book = aBook()
	kept = 1200
	await book.reread()
	expect(book.list).toHaveLength(1200)
	told = 0
	await book.catchUp()
	expect(told).toBeLessThanOrEqual(50)
	kept = 1320
	await book.catchUp()
	await vi.runAllTimersAsync()
	expect(book.list.map(({ id }) => id)).toEqual(Array.from({ length: 1320 }, (_, place) => 1320 - place))
	expect(told).toBeLessThanOrEqual(50 + 150)
})

test('the first pictures of all are found as well', async () => {
	const book = aBook()
	await book.reread()
	kept = 3
	await book.catchUp()
	await vi.runAllTimersAsync()
	expect(book.list.map(({ id }) => id)).toEqual([3, 2, 1])
})

test('a picture that comes alone is in the list at once, and of many that come together the last are soon', async () => {
	const book = aBook()
	book.take([aPicture(1, '7')])
	expect(book.list.map(({ id }) => id)).toEqual([1])
	book.take([aPicture(2, '7')])
	book.take([aPicture(3, '7')])
	await vi.runAllTimersAsync()
	expect(book.list.map(({ id }) => id)).toEqual([3, 2, 1])
	book.take([aPicture(4, '7')])
	expect(book.list.map(({ id }) => id)).toEqual([4, 3, 2, 1])
})
