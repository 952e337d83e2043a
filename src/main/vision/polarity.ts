import type { Plane } from './picture.ts'

/** Whether the ink is darker or lighter than the paper: ink is the smaller part, so it lies on the side of the longer tail. */
export function inkIs(grey: Plane): 'dark' | 'light' {
	const points = sampled(grey)
	const surface = fitSurface(points)
	let third = 0
	for (const { at, value } of points) third += (value - valueOf(surface, at)) ** 3
	return third < 0 ? 'dark' : 'light'
}

interface Point {
	/** 1, x, y, x², xy, y², with x and y from −1 to 1. */
	at: number[]
	value: number
}

function sampled({ width, height, values }: Plane): Point[] {
	const step = Math.max(1, Math.ceil(Math.max(width, height) / 48))
	const points: Point[] = []
	for (let row = Math.floor(step / 2); row < height; row += step)
		for (let column = Math.floor(step / 2); column < width; column += step) {
			const [x, y] = [(2 * column) / width - 1, (2 * row) / height - 1]
			points.push({ at: [1, x, y, x * x, x * y, y * y], value: values[row * width + column] ?? 0 })
		}
	return points
}

const valueOf = (surface: readonly number[], at: readonly number[]) =>
	surface.reduce((sum, weight, place) => sum + weight * (at[place] ?? 0), 0)

/** The paper: a smooth surface (a polynomial of degree 2) that gives little weight to what is far from it (Tukey's bisquare). */
function fitSurface(points: readonly Point[]): number[] {
	let surface: number[] = []
	let weights = points.map(() => 1)
	for (let round = 0; round < 6; round++) {
		surface = leastSquares(points, weights)
		const off = points.map(({ at, value }) => Math.abs(value - valueOf(surface, at)))
		const spread = Math.max(0.01, 1.4826 * ([...off].sort((a, b) => a - b)[Math.floor(off.length / 2)] ?? 0))
		weights = off.map((far) => Math.max(0, 1 - (far / (4.685 * spread)) ** 2) ** 2)
	}
	return surface
}

/** Solves the normal equations by Gaussian elimination; a little is added to the diagonal, so that there is always an answer. */
function leastSquares(points: readonly Point[], weights: readonly number[]): number[] {
	const rows = Array.from({ length: 6 }, () => new Array<number>(7).fill(0))
	for (const [n, { at, value }] of points.entries())
		for (const [a, row] of rows.entries()) {
			const weighted = (weights[n] ?? 0) * (at[a] ?? 0)
			for (let b = 0; b < 6; b++) row[b] = (row[b] ?? 0) + weighted * (at[b] ?? 0)
			row[6] = (row[6] ?? 0) + weighted * value
		}
	for (const [a, row] of rows.entries()) row[a] = (row[a] ?? 0) + 1e-9 * points.length
	for (const [a, row] of rows.entries())
		for (const [b, other] of rows.entries()) {
			if (a === b) continue
			const factor = (other[a] ?? 0) / (row[a] ?? 1)
			for (let c = a; c < 7; c++) other[c] = (other[c] ?? 0) - factor * (row[c] ?? 0)
		}
	return rows.map((row, a) => (row[6] ?? 0) / (row[a] ?? 1))
}
