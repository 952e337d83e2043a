import { CholeskyDecomposition, Matrix } from 'ml-matrix'
import { fewestForOutliers, outlierOrder, type Analysis, type Outlier } from '../../../shared/analysis/analysis.ts'
import type { Part } from '../../../shared/bytes.ts'
import type { Compared } from './analyse.ts'
import { byClass } from './by-class.ts'
import type { Points } from './neighbours.ts'

/** So many are kept of each class. */
const perClass = 7

/**
 * Of each class the images of both parts that are least like it, and by how many components. Those are at most a tenth of
 * the images: of n images along n − 1 components every one is as far as any other, (n − 1) / √n.
 */
export function outliersOf(
	both: Compared,
	classes: number,
	rest: (share: number) => void
): Pick<Analysis, 'outliers' | 'outlierComponents'> {
	const found = Array.from({ length: classes }, (): Outlier[] => [])
	const outlierComponents: Analysis['outlierComponents'] = { training: [], test: [] }
	// each part by itself, so that test images do not say what is usual
	for (const part of ['training', 'test'] as const satisfies Part[]) {
		const { points, labels, places } = both[part]
		const before = part === 'training' ? 0 : 0.5
		for (const [label, own] of byClass(labels, classes).entries()) {
			const components = own.length < fewestForOutliers ? 0 : Math.min(points.size, Math.floor(own.length / 10))
			outlierComponents[part].push(components)
			if (components > 0)
				for (const [at, distance] of mahalanobis(points, own, components).entries())
					found[label]?.push({ part, image: places[own[at] ?? 0] ?? 0, label, distance })
			rest(before + (label + 1) / classes / 2)
		}
	}
	const order = outlierOrder(outlierComponents)
	return { outliers: found.map((all) => all.sort(order).slice(0, perClass)), outlierComponents }
}

/**
 * How far each of the points at `places` is from their mean in units of their own spread (Mahalanobis 1936, with the
 * covariance over count − 1), along the first `size` dimensions: √((x − μ)ᵀ Σ⁻¹ (x − μ)). Directions without spread are
 * given a millionth of the mean variance. Of two places or more.
 */
export function mahalanobis(points: Points, places: readonly number[] | Uint32Array, size: number): Float64Array {
	const { size: stride, values } = points
	const mean = new Float64Array(size)
	for (const place of places)
		for (let axis = 0; axis < size; axis++)
			mean[axis] = (mean[axis] ?? 0) + (values[place * stride + axis] ?? 0) / places.length
	const products = new Float64Array(size * size)
	const away = new Float64Array(size)
	const set = (place: number) => {
		for (let axis = 0; axis < size; axis++) away[axis] = (values[place * stride + axis] ?? 0) - (mean[axis] ?? 0)
	}
	for (const place of places) {
		set(place)
		for (let row = 0; row < size; row++)
			for (let column = 0; column <= row; column++)
				products[row * size + column] = (products[row * size + column] ?? 0) + (away[row] ?? 0) * (away[column] ?? 0)
	}
	const covariance = Matrix.zeros(size, size)
	let trace = 0
	for (let row = 0; row < size; row++)
		for (let column = 0; column <= row; column++) {
			const value = (products[row * size + column] ?? 0) / (places.length - 1)
			covariance.set(row, column, value)
			covariance.set(column, row, value)
			if (row === column) trace += value
		}
	for (let axis = 0; axis < size; axis++)
		covariance.set(axis, axis, covariance.get(axis, axis) + (trace / size) * 1e-6 + Number.MIN_VALUE)
	const { lowerTriangularMatrix: factor } = new CholeskyDecomposition(covariance)
	const rows = Array.from({ length: size }, (_, row) => Float64Array.from(factor.getRow(row)))
	const distances = new Float64Array(places.length)
	for (const [at, place] of places.entries()) {
		set(place)
		// what solves factor × solved = away has the length that is looked for
		let squares = 0
		for (let row = 0; row < size; row++) {
			const entries = rows[row] ?? away
			let left = away[row] ?? 0
			for (let column = 0; column < row; column++) left -= (entries[column] ?? 0) * (away[column] ?? 0)
			away[row] = left / (entries[row] ?? 1)
			squares += (away[row] ?? 0) ** 2
		}
		distances[at] = Math.sqrt(squares)
	}
	return distances
}
