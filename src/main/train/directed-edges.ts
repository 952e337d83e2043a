import { shares } from './shares.ts'
import { tf, type Tensor2D, type Tensor4D } from './tf.ts'

/** Six directions, in 7 × 7 cells, one every four pixels. */
const directions = 6
const cells = 7
const spacing = 4
/** The slope is taken at every second pixel: at every one it takes four times as long and catches no more. */
const step = 2
/** Standard deviations in pixels: of the blur before the slope is taken, and of a cell. */
const fine = 1.0
const coarse = 1.8

/**
 * Where in a picture there are edges in which direction, as a vector of length 1: a histogram of oriented gradients (Dalal
 * and Triggs 2005) with soft cells. The slope (the derivative of a Gaussian) is taken in each direction, uphill only and
 * squared, and added up around each cell's centre with the weights of a Gaussian. Unlike pixels, it hardly notices how
 * thick a stroke is or that it lies a pixel further. Pictures are 28 × 28 bytes; the answer is pictures × 294.
 */
export function directedEdges(fields: Uint8Array): Tensor2D {
	return tf.tidy(() => {
		const pictures = tf.tensor4d(shares(fields), [fields.length / 784, 28, 28, 1])
		const slopes = tf.square(tf.relu(tf.conv2d(pictures, slopeFilters(), step, 'same')))
		const inCells = tf.depthwiseConv2d(slopes, cellFilters(), spacing / step, 'same')
		const flat = inCells.reshape([-1, cells * cells * directions])
		return flat.div<Tensor2D>(flat.norm(2, 1, true).maximum(1e-6))
	})
}

const gaussian = (x: number, y: number, deviation: number) => Math.exp(-(x * x + y * y) / (2 * deviation * deviation))

function slopeFilters(): Tensor4D {
	const values: number[] = []
	for (let y = -2; y <= 2; y++)
		for (let x = -2; x <= 2; x++)
			for (let direction = 0; direction < directions; direction++) {
				const angle = (2 * Math.PI * direction) / directions
				values.push((x * Math.cos(angle) + y * Math.sin(angle)) * gaussian(x, y, fine))
			}
	return tf.tensor4d(values, [5, 5, 1, directions])
}

function cellFilters(): Tensor4D {
	const values: number[] = []
	for (let y = -2; y <= 2; y++)
		for (let x = -2; x <= 2; x++)
			for (let direction = 0; direction < directions; direction++) values.push(gaussian(x, y, coarse / step))
	return tf.tensor4d(values, [5, 5, directions, 1])
}
