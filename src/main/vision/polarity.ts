import type { Plane } from './picture.ts'

/** Whether the ink is darker or lighter than the paper: ink is the smaller part, so it lies on the side of the longer tail. */
export function inkIs(grey: Plane): 'dark' | 'light' {
	const sample = sampled(grey)
	const off = offPaper(sample, fitPaper(sample))
	return off.reduce((sum, far) => sum + far ** 3, 0) < 0 ? 'dark' : 'light'
}

/** The terms of a polynomial of degree 2: 1, x, y, x², xy, y². */
const terms = 6

interface Sample {
	/** The terms of each point, one point after another, with x and y from −1 to 1. */
	at: Float64Array
	values: Float64Array
}

/** A point in about every thirtieth of the longer side. */
function sampled({ width, height, values }: Plane): Sample {
	const step = Math.max(1, Math.ceil(Math.max(width, height) / 32))
	const at: number[] = []
	const found: number[] = []
	for (let row = Math.floor(step / 2); row < height; row += step)
		for (let column = Math.floor(step / 2); column < width; column += step) {
			const [x, y] = [(2 * column) / width - 1, (2 * row) / height - 1]
			at.push(1, x, y, x * x, x * y, y * y)
			found.push(values[row * width + column] ?? 0)
		}
	return { at: Float64Array.from(at), values: Float64Array.from(found) }
}

/** How far each point lies above a surface. */
const offPaper = ({ at, values }: Sample, surface: readonly number[]): Float64Array =>
	values.map((value, point) => {
		let under = 0
		for (let term = 0; term < terms; term++) under += (surface[term] ?? 0) * (at[point * terms + term] ?? 0)
		return value - under
	})

/** The paper: a smooth surface that gives little weight to what is far from it (Tukey's bisquare). */
function fitPaper(sample: Sample): number[] {
	let weights = sample.values.map(() => 1)
	let surface = leastSquares(sample, weights)
	for (let round = 0; round < 5; round++) {
		const off = offPaper(sample, surface).map(Math.abs)
		const spread = Math.max(0.01, 1.4826 * (off.slice().sort()[Math.floor(off.length / 2)] ?? 0))
		weights = off.map((far) => Math.max(0, 1 - (far / (4.685 * spread)) ** 2) ** 2)
		surface = leastSquares(sample, weights)
	}
	return surface
}

/** Solves the normal equations by Gaussian elimination; a little is added to the diagonal, so that there is always an answer. */
function leastSquares({ at, values }: Sample, weights: Float64Array): number[] {
	const rows = Array.from({ length: terms }, () => new Float64Array(terms + 1))
	for (let point = 0; point < values.length; point++)
		for (let a = 0; a < terms; a++) {
			const row = rows[a] ?? weights
			const weighted = (weights[point] ?? 0) * (at[point * terms + a] ?? 0)
			for (let b = 0; b < terms; b++) row[b] = (row[b] ?? 0) + weighted * (at[point * terms + b] ?? 0)
			row[terms] = (row[terms] ?? 0) + weighted * (values[point] ?? 0)
		}
	for (const [a, row] of rows.entries()) row[a] = (row[a] ?? 0) + 1e-9 * values.length
	for (const [a, row] of rows.entries())
		for (const [b, other] of rows.entries()) {
			if (a === b) continue
			const factor = (other[a] ?? 0) / (row[a] ?? 1)
			for (let c = a; c <= terms; c++) other[c] = (other[c] ?? 0) - factor * (row[c] ?? 0)
		}
	return rows.map((row, a) => (row[terms] ?? 0) / (row[a] ?? 1))
}
