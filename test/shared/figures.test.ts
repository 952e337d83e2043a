import { expect, test } from 'vitest'
import { beside, curves } from '../../src/shared/figures/curves.ts'
import { differences } from '../../src/shared/figures/differences.ts'
import { fitted, type Drawing } from '../../src/shared/figures/drawing.ts'
import { frontier, frontierOf } from '../../src/shared/figures/frontier.ts'
import { heatTable } from '../../src/shared/figures/heat-table.ts'
import { intervals } from '../../src/shared/figures/intervals.ts'

/** Every number that says where something lies from left to right. */
const acrosses = ({ shapes }: Drawing) =>
	shapes.flatMap((shape) => {
		switch (shape.kind) {
			case 'line':
				return [shape.x1, shape.x2]
			case 'rect':
				return [shape.x, shape.x + shape.width]
			case 'path':
				return [...shape.d.matchAll(/[MLH](-?[\d.]+)/g)].map(([, x]) => Number(x))
			default:
				return [shape.x]
		}
	})
const say = (value: number) => String(value)
/** A heat table of two rows at most and two columns. */
const heats = (values: (number | null)[][], width = 600) =>
	heatTable({ rows: ['a', 'b'], columns: ['c', 'd'], titles: ['one', 'other'], values, say }, width)
const interval = (low: number, high: number) => ({ low, high })

test('nothing on the frontier is beaten in both, and everything beside it is', () => {
	const point = (cost: number, share: number) => ({ cost, share })
	const all = [point(10, 0.9), point(5, 0.8), point(20, 0.9), point(5, 0.7), point(40, 0.95), point(30, 0.85)]
	expect(frontierOf(all)).toEqual([point(5, 0.8), point(10, 0.9), point(40, 0.95)])
})

test.each([280, 680, 1400])('drawings stay within their width of %i pixels', (width) => {
	const rows = [
		{ title: 'a less b', look: 's1', difference: -0.0798, interval: interval(-0.086, -0.074) },
		{ title: 'c less b', look: 's2', difference: 0.0001, interval: interval(-0.001, 0.0012) }
	]
	const points = [1, 200, 3e7].map((cost, run) => ({
		...{ run: run + 1, title: 'x', cost },
		...{ share: 0.9, interval: interval(0.89, 0.91) }
	}))
	const lines = [{ title: 'x', look: 's1', points: [1, 2, 90].map((epoch) => ({ epoch, value: 1 / epoch })) }]
	const drawings = [
		differences(rows, 0.001, say, width),
		frontier(points, { title: 'cost', say, sayShare: say }, width),
		curves(lines, { title: 'epochs', say }, width),
		heatTable(
			{
				rows: ['a'],
				columns: 'abcdefghij'.split(''),
				titles: ['one', 'other'],
				values: [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
				say
			},
			width
		),
		heats([[0.5, 0.9]], width),
		beside(
			(half) => curves(lines, { title: 'epochs', say }, half),
			(half) => curves(lines, { title: 'epochs', say }, half),
			width
		)
	]
	for (const drawing of drawings) {
		const all = acrosses(drawing)
		expect(all.every(Number.isFinite)).toBe(true)
		expect(Math.min(...all)).toBeGreaterThanOrEqual(0)
		expect(Math.max(...all)).toBeLessThanOrEqual(width)
	}
})

test.each([280, 480, 680])(
	'of names too long for %i pixels the beginning is read, and the end that tells them apart',
	(width) => {
		const names = ['one', 'two'].map((kind) => `the ${kind} of the long names that end alike: dropout and seed`)
		const rows = names.map((name, place) => ({
			...{ title: `${name}, run ${place + 1}`, tail: `, run ${place + 1}` },
			...{ share: 0.9, difference: 0.01, look: 's1', interval: interval(0.01, 0.02) }
		}))
		const short = { title: 'short, run 3', tail: ', run 3', share: 0.9, interval: interval(0.89, 0.91) }
		const written = ({ shapes }: Drawing) =>
			shapes.flatMap((shape) =>
				shape.kind === 'text' && shape.look === 'name' && shape.anchor === 'end' ? [shape] : []
			)
		const shares = written(intervals([...rows, short], say, width))
		expect(shares.map(({ text }) => text)).toEqual([
			expect.stringMatching(/^the one.*…, run 1$/),
			expect.stringMatching(/^the two.*…, run 2$/),
			'short, run 3'
		])
		const less = written(differences(rows, 0.001, say, width))
		expect(less.map(({ text }) => text)).toEqual([
			expect.stringMatching(/^the one.*…$/),
			expect.stringMatching(/^the two.*…$/)
		])
	}
)

test('a name is cut where there is no more room, sooner where its letters are wide, and never through one of them', () => {
	expect(fitted('slp, run 1', 100, ', run 1')).toBe('slp, run 1')
	const lengths = ['l', 'a', 'W', '数', '🙂'].map((letter) => fitted(letter.repeat(90), 240).length)
	expect(lengths[0]).toBeGreaterThan(lengths[1] ?? 0)
	expect(lengths[1]).toBeGreaterThan(lengths[2] ?? 0)
	expect(lengths[2]).toBeGreaterThan(lengths[3] ?? 0)
	expect(fitted('数'.repeat(60), 120)).toMatch(/^数{8,10}…$/)
	expect(fitted('🙂'.repeat(60), 120)).toMatch(/^(🙂)+…$/u)
	expect(fitted('a name and its end, run 12', 40, ', run 12')).toBe('…, run 12')
})

test('an interval lies in the band of what is practically the same just where its numbers do', () => {
	const inside = (low: number, high: number) => {
		const row = { title: 'a less b', look: 's1', difference: 0, interval: interval(low, high) }
		const { shapes } = differences([row], 0.001, say, 600)
		const zone = shapes.find(({ look }) => look === 'zone')
		const whisker = shapes.find(({ look }) => look === 'whisker')
		if (zone?.kind !== 'rect' || whisker?.kind !== 'line') throw new Error('there is no zone, or no interval')
		return zone.x <= whisker.x1 && whisker.x2 <= zone.x + zone.width
	}
	expect(inside(-0.0009, 0.0009)).toBe(true)
	expect(inside(-0.0012, 0.0009)).toBe(false)
	expect(inside(-0.0009, 0.0012)).toBe(false)
})

test('a curve of one epoch is a dot, gaps are left out, and a thousand epochs are thinned with both ends kept', () => {
	const line = (points: { epoch: number; value: number | null }[]) =>
		curves([{ title: 'x', look: 's1', points }], { title: '', say }, 600).shapes.filter(({ says }) => says === 'x')
	expect(line([{ epoch: 1, value: 0.5 }]).map(({ kind }) => kind)).toEqual(['circle'])
	expect(line([{ epoch: 1, value: null }])).toEqual([])
	const [long] = line(Array.from({ length: 1000 }, (_, at) => ({ epoch: at + 1, value: at })))
	if (long?.kind !== 'path') throw new Error('there is no line')
	const corners = [...long.d.matchAll(/[ML](-?[\d.]+) /g)].map(([, x]) => Number(x))
	expect(corners.length).toBeLessThan(250)
	expect([corners[0], corners.at(-1)]).toEqual([52, 592])
})

test('in a heat table the larger number has the fuller square, each with its number, and what is not known says so', () => {
	const { shapes } = heats([
		[0.1, 0.5],
		[null, 0.3]
	])
	const cells = shapes.flatMap((shape) => (shape.kind === 'rect' ? [shape] : []))
	expect(cells.map(({ says }) => says)).toEqual([
		'a and c: 0.1',
		'a and d: 0.5',
		'b and c: not trained yet',
		'b and d: 0.3'
	])
	const [least = 0, most = 0, none, between = 0] = cells.map(({ opacity }) => opacity)
	expect(none).toBe(0)
	expect(0 < least && least < between && between < most && most <= 0.5).toBe(true)
	const texts = shapes.flatMap((shape) => (shape.kind === 'text' ? [shape] : []))
	expect(texts.filter(({ look }) => look === 'value').map(({ text }) => text)).toEqual(['0.1', '0.5', '–', '0.3'])
	expect(texts.filter(({ look }) => look === 'name').map(({ text }) => text)).toEqual(['other', 'one'])
	// a number stands in its own square, and a level beside or above its squares
	for (const [place, { x, y, width, height }] of cells.entries()) {
		const number = texts.filter(({ look }) => look === 'value')[place]
		expect(number && number.x > x && number.x < x + width && number.y > y && number.y < y + height).toBe(true)
	}
	const at = (text: string) => texts.find((one) => one.text === text) ?? expect.fail(text)
	expect(at('c').x).toBeLessThan(at('d').x)
	expect(at('a').y).toBeLessThan(at('b').y)
})

test('a heat table of numbers that are all equal is even', () => {
	const opacities = heats([[0.5, 0.5]]).shapes.flatMap((shape) => (shape.kind === 'rect' ? [shape.opacity] : []))
	expect(opacities).toEqual([0.06, 0.06])
})
