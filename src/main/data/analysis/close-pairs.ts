import type { Points } from './neighbours.ts'

const cubeAxes = 6

/** Points that lie in one cube: order[from] to order[to − 1]. */
interface Cube {
	cell: Int8Array
	from: number
	to: number
}

/**
 * Every pair of points at most `reach` apart, each once. Two such are at most `reach` apart along every axis: so the points are
 * sorted into cubes of that side by their first seven coordinates, and only those in cubes that touch are compared.
 */
export function closePairs(points: Points, reach: number, found: (one: number, other: number) => void): void {
	const { size } = points
	const { cubes, order } = sorted(points, reach)
	// in the order of the cubes, so that what is compared lies side by side
	const values = new Float32Array(points.count * size)
	for (const [at, point] of order.entries())
		values.set(points.values.subarray(point * size, (point + 1) * size), at * size)
	// the coordinates are rounded to 32 bits
	const limit = reach * reach * 1.000_01
	for (const [at, one] of cubes.entries())
		for (let next = at; next < cubes.length; next++) {
			const other = cubes[next]
			if (!other || !touch(one.cell, other.cell)) continue
			for (let first = one.from; first < one.to; first++)
				for (let second = other === one ? first + 1 : other.from; second < other.to; second++)
					if (within(values, first * size, second * size, size, limit)) found(order[first] ?? 0, order[second] ?? 0)
		}
}

function sorted({ count, size, values }: Points, reach: number): { cubes: Cube[]; order: Uint32Array } {
	const together = new Map<string, number[]>()
	const cells = new Map<string, Int8Array>()
	const axes = Math.min(cubeAxes, size)
	for (let point = 0; point < count; point++) {
		const cell = new Int8Array(axes)
		for (let axis = 0; axis < axes; axis++) cell[axis] = Math.floor((values[point * size + axis] ?? 0) / reach)
		const key = cell.join()
		const there = together.get(key)
		if (there) there.push(point)
		else {
			together.set(key, [point])
			cells.set(key, cell)
		}
	}
	const order = new Uint32Array(count)
	const cubes: Cube[] = []
	let from = 0
	for (const [key, inside] of together) {
		order.set(inside, from)
		cubes.push({ cell: cells.get(key) ?? new Int8Array(axes), from, to: from + inside.length })
		from += inside.length
	}
	return { cubes, order }
}

function touch(one: Int8Array, other: Int8Array): boolean {
	for (let axis = 0; axis < one.length; axis++) {
		const apart = (one[axis] ?? 0) - (other[axis] ?? 0)
		if (apart > 1 || apart < -1) return false
	}
	return true
}

function within(values: Float32Array, one: number, other: number, size: number, limit: number): boolean {
	let sum = 0
	for (let axis = 0; axis < size && sum <= limit; axis++) {
		const difference = (values[one + axis] ?? 0) - (values[other + axis] ?? 0)
		sum += difference * difference
	}
	return sum <= limit
}
