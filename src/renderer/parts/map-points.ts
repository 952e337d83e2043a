/** Points on the screen, CSS pixels. */
export interface Placed {
	x: Float64Array
	y: Float64Array
}

export interface Corner {
	x: number
	y: number
}

/** The point nearest to a place, if there is one within `reach`; the first of equals, −1 for none. */
export function nearestPoint({ x, y }: Placed, at: Corner, reach: number): number {
	let [best, least] = [-1, reach * reach]
	for (let point = 0; point < x.length; point++) {
		const far = ((x[point] ?? 0) - at.x) ** 2 + ((y[point] ?? 0) - at.y) ** 2
		if (far < least) [best, least] = [point, far]
	}
	return best
}

/** The points in the rectangle between two corners. */
export function pointsIn({ x, y }: Placed, a: Corner, b: Corner): number[] {
	const [left, right, top, bottom] = [Math.min(a.x, b.x), Math.max(a.x, b.x), Math.min(a.y, b.y), Math.max(a.y, b.y)]
	const inside = (point: number) => {
		const [px, py] = [x[point] ?? 0, y[point] ?? 0]
		return px >= left && px <= right && py >= top && py <= bottom
	}
	return [...x.keys()].filter(inside)
}

/** The `count` points nearest to one, itself first. */
export function pointsAround({ x, y }: Placed, point: number, count: number): number[] {
	const far = (other: number) => Math.hypot((x[other] ?? 0) - (x[point] ?? 0), (y[other] ?? 0) - (y[point] ?? 0))
	return [...x.keys()].sort((a, b) => far(a) - far(b)).slice(0, count)
}

/** The nearest point that lies from `point` in a direction, within 45° of it; the point itself where there is none. */
export function pointBeside({ x, y }: Placed, point: number, [right, down]: readonly [number, number]): number {
	let [best, least] = [point, Infinity]
	for (let other = 0; other < x.length; other++) {
		const [dx, dy] = [(x[other] ?? 0) - (x[point] ?? 0), (y[other] ?? 0) - (y[point] ?? 0)]
		const along = dx * right + dy * down
		const far = Math.hypot(dx, dy)
		if (other === point || along < far * Math.SQRT1_2 || far < 3 || far >= least) continue
		;[best, least] = [other, far]
	}
	return best
}
