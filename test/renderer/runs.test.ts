import { describe, expect, test } from 'vitest'
import { recycler } from '../../src/renderer/parts/recycle.ts'
import { fitting, widthOf } from '../../src/renderer/parts/run-table.ts'
import { windowOf } from '../../src/renderer/parts/window.ts'
import { rowIn, rowIndex } from '../../src/renderer/state/row-index.ts'
import { asksForSome, readQuery, writeQuery } from '../../src/renderer/state/runs-query.ts'
import { selecting } from '../../src/renderer/state/selection.ts'
import { everything } from '../../src/shared/run-filter.ts'
import { runColumns } from '../../src/shared/run-columns.ts'
import { usualOrder } from '../../src/shared/run-order.ts'
import { aRun } from '../shared/a-run.ts'

describe('rows from portions and from the feed', () => {
	const names = (index: ReturnType<typeof rowIndex<{ id: number; name: string }>>) =>
		index.rows().map(({ id, name }) => `${id} ${name}`)

	test('stand the newest first, whoever brings them', () => {
		const index = rowIndex<ReturnType<typeof aRun>>()
		const reading = index.read()
		reading.arrived([aRun({ id: 2, name: 'two' })])
		index.take(aRun({ id: 3, name: 'three' }))
		reading.arrived([aRun({ id: 1, name: 'one' })])
		expect(reading.end()).toBe(true)
		expect(names(index)).toEqual(['3 three', '2 two', '1 one'])
		expect(rowIn(index.rows(), 2)?.name).toBe('two')
		expect(rowIn(index.rows(), 4)).toBeUndefined()
	})

	test('what was removed while they were read stays away, and what was renamed keeps its new name', () => {
		const index = rowIndex<ReturnType<typeof aRun>>()
		const reading = index.read()
		index.remove(2)
		index.take(aRun({ id: 1, name: 'new' }))
		reading.arrived([aRun({ id: 2 }), aRun({ id: 1, name: 'old' })])
		reading.end()
		expect(names(index)).toEqual(['1 new'])
	})

	test('what is in no portion any more is gone, and a reading that was given up changes nothing', () => {
		const index = rowIndex<ReturnType<typeof aRun>>()
		const first = index.read()
		first.arrived([aRun({ id: 2, name: 'two' }), aRun({ id: 1, name: 'one' })])
		first.end()
		const broken = index.read()
		const second = index.read()
		expect(broken.arrived([aRun({ id: 9 })])).toBe(false)
		second.arrived([aRun({ id: 1, name: 'one' })])
		expect(names(index)).toEqual(['2 two', '1 one'])
		second.end()
		expect(broken.end()).toBe(false)
		expect(names(index)).toEqual(['1 one'])
	})
})

describe('the address of a list', () => {
	test('says what is looked for, and nothing when that is everything', () => {
		expect(writeQuery({ filter: everything, order: usualOrder })).toBe('')
		const asked = {
			filter: { ...everything, words: 'Café #12 ? ', status: 'stopped' as const, tag: 'a & b', archived: true },
			order: { column: 'test' as const, falling: false }
		}
		expect(readQuery(writeQuery(asked))).toEqual(asked)
	})

	test('that makes no sense asks for nothing', () => {
		expect(readQuery('status=done&sort=luck&x')).toEqual({ filter: everything, order: usualOrder })
	})

	test('tells whether runs are hidden that are not in the archive', () => {
		expect(asksForSome({ ...everything, words: ' ', archived: true })).toBe(false)
		expect(asksForSome({ ...everything, starred: true })).toBe(true)
	})
})

describe('of many rows', () => {
	test('those in view are drawn, and some more on both sides', () => {
		const { drawn, after } = windowOf(10_000, 500, 12, 6, null)
		expect(drawn.map(({ index }) => index)).toEqual(Array.from({ length: 24 }, (_, at) => 494 + at))
		expect(drawn.reduce((sum, { gap }) => sum + gap + 1, 0) + after).toBe(10_000)
		expect(drawn[0]?.gap).toBe(494)
	})

	test('the one with the focus stays, and the gaps on both its sides add up', () => {
		const { drawn, after } = windowOf(10_000, 500, 12, 6, 3)
		expect(drawn.slice(0, 2)).toEqual([
			{ index: 3, gap: 3 },
			{ index: 494, gap: 490 }
		])
		expect(drawn.reduce((sum, { gap }) => sum + gap + 1, 0) + after).toBe(10_000)
	})

	test('few are all drawn, none is no trouble, and a list that got shorter shows its end', () => {
		expect(windowOf(3, 0, 12, 6, null).drawn).toHaveLength(3)
		expect(windowOf(0, 0, 12, 6, null)).toEqual({ drawn: [], after: 0 })
		expect(windowOf(20, 9000, 12, 6, null).drawn.at(-1)?.index).toBe(19)
	})

	test('a run keeps its elements while it is drawn, and leaves them to the next; never with the focus in them', () => {
		const slots = recycler()
		expect([...slots([1, 2, 3], null)]).toEqual([
			[1, 0],
			[2, 1],
			[3, 2]
		])
		expect(slots([2, 3, 4], null).get(4)).toBe(0)
		expect(slots([3, 4, 5], 2).get(5)).toBe(3)
	})
})

test('columns give way until the others fit', () => {
	const all = runColumns.map(({ name }) => name)
	expect(fitting(all, 2000)).toEqual(all)
	const fewer = fitting(all, 1000)
	expect(widthOf(fewer)).toBeLessThanOrEqual(1000)
	expect(fewer).toEqual(expect.arrayContaining(['name', 'network', 'validation', 'test']))
})

test('runs are selected and let go without changing what others look at', () => {
	const before = selecting(new Set(), [1, 2, 3], true)
	expect([...selecting(before, [2], false)]).toEqual([1, 3])
	expect(before.size).toBe(3)
})
