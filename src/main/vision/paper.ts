import { newPlane, type Plane } from './picture.ts'

/**
 * Finds the paper, as a smooth surface under everything, and whether the ink is darker or lighter: ink is the smaller part,
 * so it lies on the side of the longer tail. Where the rim of the picture is all alike, that is the paper: a thick brush
 * leaves little of it inside. The surface is null where it is level.
 */
export function findPaper(grey: Plane): { surface: Plane | null; ink: 'dark' | 'light' } {
	const sample = sampled(grey)
	const rim = evenRim(sample)
	const { weights, spread } = rim ?? fitPaper(sample)
	const surface = rim ? null : heights(weights, grey)
	const [level = 0] = weights
	// the grain of the paper has two tails, and a small digit lies beyond them
	const grain = 3 * spread
	let third = 0
	for (let pixel = 0; pixel < grey.values.length; pixel++) {
		const under = surface === null ? level : (surface.values[pixel] ?? 0)
		const far = (grey.values[pixel] ?? 0) - under
		if (far > grain || far < -grain) third += far * far * far
	}
	return { surface, ink: third < 0 ? 'dark' : 'light' }
}

interface Paper {
	weights: Weights
	/** How far paper lies from the surface, as a standard deviation. */
	spread: number
}

/** The paper by the outermost points, null where they are not alike. */
function evenRim({ at, values }: Sample): Paper | null {
	const isOuter = (_: number, point: number) =>
		Math.max(Math.abs(at[point * terms + 1] ?? 0), Math.abs(at[point * terms + 2] ?? 0)) > 0.88
	const rim = values.filter(isOuter).sort()
	const reach = (rim[Math.floor(0.95 * rim.length)] ?? 0) - (rim[Math.floor(0.05 * rim.length)] ?? 0)
	const whole = Math.max(...values) - Math.min(...values)
	if (rim.length === 0 || reach > 0.2 * whole) return null
	return { weights: [rim[Math.floor(rim.length / 2)] ?? 0], spread: Math.max(0.01, reach / 3.29) }
}

/** The weights of 1, x, y, x², xy, y², with x and y from −1 to 1 over the picture. */
type Weights = readonly number[]

/** A surface's height over each pixel. */
function heights([level = 0, right = 0, down = 0, right2 = 0, both = 0, down2 = 0]: Weights, { width, height }: Plane) {
	const plane = newPlane(width, height)
	for (let row = 0; row < height; row++) {
		const y = (2 * row) / height - 1
		for (let column = 0; column < width; column++) {
			const x = (2 * column) / width - 1
			plane.values[row * width + column] = level + x * (right + x * right2 + y * both) + y * (down + y * down2)
		}
	}
	return plane
}

/** How many weights a surface has. */
const terms = 6

interface Sample {
	/** The terms of each point, one point after another, with x and y from −1 to 1. */
	at: Float64Array
	values: Float64Array
}

/** A point in about every thirtieth of the longer side. */
function sampled({ width, height, values }: Plane): Sample {
	const step = Math.max(1, Math.ceil(Math.max(width, height) / 32))
	const first = Math.floor(step / 2)
	const points = Math.ceil((width - first) / step) * Math.ceil((height - first) / step)
	const at = new Float64Array(points * terms)
	const found = new Float64Array(points)
	for (let row = first, point = 0; row < height; row += step)
		for (let column = first; column < width; column += step, point++) {
			const x = (2 * column) / width - 1
			const y = (2 * row) / height - 1
			const from = point * terms
			at[from] = 1
			at[from + 1] = x
			at[from + 2] = y
			at[from + 3] = x * x
			at[from + 4] = x * y
			at[from + 5] = y * y
			found[point] = values[row * width + column] ?? 0
		}
	return { at, values: found }
}

/** How far each point lies above a surface. */
const offPaper = ({ at, values }: Sample, weights: Weights): Float64Array =>
	values.map((value, point) => {
		let under = 0
		for (let term = 0; term < terms; term++) under += (weights[term] ?? 0) * (at[point * terms + term] ?? 0)
		return value - under
	})

/** A surface that gives little weight to what is far from it (Tukey's bisquare). */
function fitPaper(sample: Sample): Paper {
	let weights = leastSquares(
		sample,
		sample.values.map(() => 1)
	)
	let spread = 1
	for (let round = 0; round < 5; round++) {
		const off = offPaper(sample, weights).map(Math.abs)
		spread = Math.max(0.01, 1.4826 * (off.slice().sort()[Math.floor(off.length / 2)] ?? 0))
		const importance = off.map((far) => Math.max(0, 1 - (far / (4.685 * spread)) ** 2) ** 2)
		weights = leastSquares(sample, importance)
	}
	return { weights, spread }
}

/** Solves the normal equations by Gaussian elimination; a little is added to the diagonal, so that there is always an answer. */
function leastSquares({ at, values }: Sample, importance: Float64Array): Weights {
	const rows = Array.from({ length: terms }, () => new Float64Array(terms + 1))
	for (let point = 0; point < values.length; point++)
		for (let a = 0; a < terms; a++) {
			const row = rows[a] ?? importance
			const weighted = (importance[point] ?? 0) * (at[point * terms + a] ?? 0)
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
