import { CholeskyDecomposition, Matrix } from 'ml-matrix'
import type { Points } from './neighbours.ts'

/**
 * How far each point is from the mean of its class in units of the class's own spread (Mahalanobis 1936, with the
 * covariance over count − 1): √((x − μ)ᵀ Σ⁻¹ (x − μ)). Directions without spread are given a millionth of the mean variance. 0 in a class of one.
 */
export function mahalanobis(
	points: Points,
	labels: Uint8Array,
	classes: number,
	rest: (share: number) => void
): Float64Array {
	const distances = new Float64Array(points.count)
	for (let label = 0; label < classes; label++) {
		const places = [...labels.keys()].filter((place) => labels[place] === label)
		if (places.length > 1) distancesIn(points, places, distances)
		rest((label + 1) / classes)
	}
	return distances
}

function distancesIn({ size, values }: Points, places: readonly number[], distances: Float64Array): void {
	const mean = new Float64Array(size)
	for (const place of places)
		for (let axis = 0; axis < size; axis++)
			mean[axis] = (mean[axis] ?? 0) + (values[place * size + axis] ?? 0) / places.length
	const products = new Float64Array(size * size)
	const away = new Float64Array(size)
	const set = (place: number) => {
		for (let axis = 0; axis < size; axis++) away[axis] = (values[place * size + axis] ?? 0) - (mean[axis] ?? 0)
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
	for (const place of places) {
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
		distances[place] = Math.sqrt(squares)
	}
}
