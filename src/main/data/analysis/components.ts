import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import type { Images } from '../idx.ts'
import type { Points } from './neighbours.ts'

/** What images are described by: their principal components, largest variance first. */
export interface Components {
	/** The mean image, each pixel from 0 to 1. */
	mean: Float64Array
	/** components × pixels, rows of length 1. */
	axes: Float64Array
	/** Of each component, largest first. */
	variances: Float64Array
	/** Of all components there are. */
	total: number
}

/**
 * The first `count` principal components of images (Pearson 1901), from the eigenvectors of their covariance over count − 1 as
 * scikit-learn's PCA has it. The sign of an axis is such that its largest entry is positive.
 */
export function principalComponents({ count: images, height, width, pixels }: Images, count: number): Components {
	const size = height * width
	const mean = new Float64Array(size)
	const products = Array.from({ length: size }, () => new Float64Array(size))
	const lit = new Uint16Array(size)
	for (let image = 0; image < images; image++) {
		const from = image * size
		let litCount = 0
		for (let pixel = 0; pixel < size; pixel++) if ((pixels[from + pixel] as number) > 0) lit[litCount++] = pixel
		// most pixels are background, and add nothing
		for (let one = 0; one < litCount; one++) {
			const row = lit[one] as number
			const value = pixels[from + row] as number
			mean[row] = (mean[row] as number) + value
			const beside = products[row] as Float64Array
			for (let other = 0; other <= one; other++) {
				const column = lit[other] as number
				beside[column] = (beside[column] as number) + value * (pixels[from + column] as number)
			}
		}
	}
	for (let pixel = 0; pixel < size; pixel++) mean[pixel] = (mean[pixel] as number) / images / 255
	const covariance = new Matrix(size, size)
	let total = 0
	for (let row = 0; row < size; row++)
		for (let column = 0; column <= row; column++) {
			const value =
				((products[row]?.[column] ?? 0) / 255 / 255 - images * (mean[row] ?? 0) * (mean[column] ?? 0)) / (images - 1)
			covariance.set(row, column, value)
			covariance.set(column, row, value)
			if (row === column) total += value
		}
	const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true })
	const kept = Math.min(count, size)
	const axes = new Float64Array(kept * size)
	const variances = new Float64Array(kept)
	for (let component = 0; component < kept; component++) {
		const column = size - 1 - component
		variances[component] = Math.max(0, realEigenvalues[column] ?? 0)
		const axis = eigenvectorMatrix.getColumn(column)
		const largest = axis.reduce((most, entry) => (Math.abs(entry) > Math.abs(most) ? entry : most), 0)
		axes.set(largest < 0 ? axis.map((entry) => -entry) : axis, component * size)
	}
	return { mean, axes, variances, total }
}

/** Where images lie along the components. */
export function project({ count, height, width, pixels }: Images, { mean, axes, variances }: Components): Points {
	const pixelCount = height * width
	const size = variances.length
	// turned, so that a pixel's shares of all components lie side by side
	const shares = new Float64Array(pixelCount * size)
	const start = new Float64Array(size)
	for (let component = 0; component < size; component++)
		for (let pixel = 0; pixel < pixelCount; pixel++) {
			const share = axes[component * pixelCount + pixel] ?? 0
			shares[pixel * size + component] = share / 255
			start[component] = (start[component] ?? 0) - share * (mean[pixel] ?? 0)
		}
	const values = new Float32Array(count * size)
	const sums = new Float64Array(size)
	for (let image = 0; image < count; image++) {
		sums.set(start)
		for (let pixel = 0; pixel < pixelCount; pixel++) {
			const value = pixels[image * pixelCount + pixel] as number
			if (value === 0) continue
			for (let component = 0, at = pixel * size; component < size; component++, at++)
				sums[component] = (sums[component] as number) + value * (shares[at] as number)
		}
		values.set(sums, image * size)
	}
	return { count, size, values }
}
