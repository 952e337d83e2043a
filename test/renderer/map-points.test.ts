import { expect, test } from 'vitest'
import { nearestPoint, pointBeside, pointsAround, pointsIn } from '../../src/renderer/parts/map-points.ts'
import { isDot, marksAt, middles, placed, titlesOf } from '../../src/shared/figures/scatter.ts'

// a cross: middle, right, left, up, down, and one far to the lower right
const cross = { x: Float64Array.of(50, 80, 20, 50, 50, 140), y: Float64Array.of(50, 50, 50, 20, 80, 120) }

test('the nearest dot is found, if one is near enough', () => {
	expect(nearestPoint(cross, { x: 76, y: 52 }, 14)).toBe(1)
	expect(nearestPoint(cross, { x: 100, y: 100 }, 14)).toBe(-1)
})

test('a frame holds what lies in it, whichever corner it was drawn from', () => {
	expect(pointsIn(cross, { x: 45, y: 45 }, { x: 85, y: 85 })).toEqual([0, 1, 4])
	expect(pointsIn(cross, { x: 85, y: 85 }, { x: 45, y: 45 })).toEqual([0, 1, 4])
})

test('arrows lead to the nearest dot in their direction, and nowhere where there is none', () => {
	expect(
		[[1, 0] as const, [-1, 0] as const, [0, -1] as const, [0, 1] as const].map((way) => pointBeside(cross, 0, way))
	).toEqual([1, 2, 3, 4])
	expect(pointBeside(cross, 5, [1, 0])).toBe(5)
	expect(pointBeside(cross, 2, [1, 0])).toBe(0)
})

test('the dots around one begin with itself', () => {
	expect(pointsAround(cross, 5, 3)).toEqual([5, 1, 4])
})

test('a cloud fills its field in one scale for both axes, and grows upwards', () => {
	const at = placed({ x: [0, 10], y: [0, 5] }, 224, 124)
	expect([at.x(0), at.x(1)]).toEqual([12, 212])
	expect([at.y(0), at.y(1)]).toEqual([112, 12])
	expect((at.x(1) - at.x(0)) / 10).toBe((at.y(0) - at.y(1)) / 5)
})

test('the name of a class stands at one of its own dots', () => {
	const cloud = { x: [0, 1, 2, 90], y: [0, 1, 2, 90], labels: [0, 0, 0, 1], names: ['a', 'b', 'nobody'] }
	expect(middles(cloud)).toEqual([
		{ label: 0, point: 1 },
		{ label: 1, point: 3 }
	])
})

test('no two of 64 classes have the same shape and colour, and their names do not lie over each other', () => {
	const names = Array.from({ length: 64 }, (_, label) => `c${label}`)
	const at = placed({ x: [0, 1], y: [0, 1] }, 600, 400)
	const looks = names.map((_, label) => `${marksAt(label, [0], at)} s${label % 8}`)
	expect(new Set(looks).size).toBe(64)
	expect(names.filter((_, label) => isDot(label)).length).toBe(8)
	// all in nearly one place
	const cloud = {
		x: names.map((_, one) => one / 100),
		y: names.map(() => 0),
		labels: [...names.keys()],
		names: names.slice(0, 9)
	}
	const titles = titlesOf(cloud, placed(cloud, 60, 400))
	for (const [one, { x, y }] of titles.entries())
		for (const other of titles.slice(one + 1))
			expect(Math.abs(other.y - y) >= 17 || Math.abs(other.x - x) >= 17).toBe(true)
})
