import type { Activation, Layer } from '../../../src/shared/layers.ts'
import { inputShape } from '../../../src/shared/network.ts'
import type { Recipe } from '../../../src/shared/recipe.ts'
import { mnist } from '../../../src/shared/dataset.ts'

// A network in float64 and plain loops, written from the layers' definitions and sharing nothing with the engines: its
// loss is differentiated numerically, to hold the graph engine's slopes against.

type Numbers = Float64Array

interface Pictures {
	/** [images, height, width, channels], or [images, 1, 1, values] for rows. */
	values: Numbers
	height: number
	width: number
	channels: number
}

/** The mean loss of a batch in a training step without dropout; `pixels` is images × 784 from 0 to 1. */
export function lossOfBatch(
	recipe: Recipe,
	weights: readonly Numbers[],
	pixels: Numbers,
	labels: readonly number[]
): number {
	const left = [...weights]
	const shape = inputShape(recipe.layers, mnist.image)
	let at: Pictures =
		shape.length === 3
			? { values: pixels, height: 28, width: 28, channels: 1 }
			: { values: pixels, height: 1, width: 1, channels: 784 }
	const kernels: Numbers[] = []
	for (const layer of recipe.layers) at = forward(layer, at, left, kernels, labels.length)
	const penalty = recipe.l2 * kernels.flatMap((kernel) => [...kernel]).reduce((sum, value) => sum + value * value, 0)
	return meanLoss(recipe, at.values, labels) + penalty
}

function forward(layer: Layer, x: Pictures, left: Numbers[], kernels: Numbers[], images: number): Pictures {
	const take = (isKernel = false): Numbers => {
		const weight = left.shift()
		if (!weight) throw new Error('too few weights')
		if (isKernel) kernels.push(weight)
		return weight
	}
	switch (layer.kind) {
		case 'dense': {
			const inputs = x.height * x.width * x.channels
			const kernel = take(true)
			const bias = layer.useBias ? take() : new Float64Array(layer.units)
			const values = new Float64Array(images * layer.units)
			for (let image = 0; image < images; image++)
				for (let unit = 0; unit < layer.units; unit++) {
					let sum = bias[unit] ?? 0
					for (let n = 0; n < inputs; n++)
						sum += (x.values[image * inputs + n] ?? 0) * (kernel[n * layer.units + unit] ?? 0)
					values[image * layer.units + unit] = sum
				}
			return activated({ values, height: 1, width: 1, channels: layer.units }, layer.activation)
		}
		case 'conv2d': {
			const { kernelSize: k, strides, padding, filters } = layer
			const kernel = take(true)
			const bias = layer.useBias ? take() : new Float64Array(filters)
			const steps = (side: number) => Math.ceil((padding === 'same' ? side : side - k + 1) / strides)
			const [height, width] = [steps(x.height), steps(x.width)]
			// TensorFlow's "same": what is missing, the smaller half of it before
			const before = (side: number, out: number) =>
				padding === 'same' ? Math.floor(Math.max(0, (out - 1) * strides + k - side) / 2) : 0
			const [up, front] = [before(x.height, height), before(x.width, width)]
			const values = new Float64Array(images * height * width * filters)
			each([images, height, width, filters], (image, row, column, filter, place) => {
				let sum = bias[filter] ?? 0
				for (let i = 0; i < k; i++)
					for (let j = 0; j < k; j++) {
						const [r, c] = [row * strides + i - up, column * strides + j - front]
						if (r < 0 || c < 0 || r >= x.height || c >= x.width) continue
						for (let channel = 0; channel < x.channels; channel++)
							sum +=
								(x.values[((image * x.height + r) * x.width + c) * x.channels + channel] ?? 0) *
								(kernel[((i * k + j) * x.channels + channel) * filters + filter] ?? 0)
					}
				values[place] = sum
			})
			return activated({ values, height, width, channels: filters }, layer.activation)
		}
		case 'maxPool2d':
		case 'averagePool2d': {
			const size = layer.poolSize
			const [height, width] = [Math.floor(x.height / size), Math.floor(x.width / size)]
			const values = new Float64Array(images * height * width * x.channels)
			each([images, height, width, x.channels], (image, row, column, channel, place) => {
				const seen: number[] = []
				for (let i = 0; i < size; i++)
					for (let j = 0; j < size; j++)
						seen.push(
							x.values[((image * x.height + row * size + i) * x.width + column * size + j) * x.channels + channel] ?? 0
						)
				values[place] = layer.kind === 'maxPool2d' ? Math.max(...seen) : seen.reduce((a, b) => a + b) / seen.length
			})
			return { values, height, width, channels: x.channels }
		}
		case 'globalAveragePool2d': {
			const values = new Float64Array(images * x.channels)
			each([images, x.height, x.width, x.channels], (image, _row, _column, channel, place) => {
				values[image * x.channels + channel] =
					(values[image * x.channels + channel] ?? 0) + (x.values[place] ?? 0) / (x.height * x.width)
			})
			return { values, height: 1, width: 1, channels: x.channels }
		}
		case 'batchNorm': {
			const [gamma, beta] = [take(), take()]
			take()
			take()
			const values = x.values.slice()
			const count = values.length / x.channels
			for (let channel = 0; channel < x.channels; channel++) {
				let [mean, variance] = [0, 0]
				for (let n = channel; n < values.length; n += x.channels) mean += (x.values[n] ?? 0) / count
				for (let n = channel; n < values.length; n += x.channels) variance += ((x.values[n] ?? 0) - mean) ** 2 / count
				for (let n = channel; n < values.length; n += x.channels)
					values[n] =
						(((x.values[n] ?? 0) - mean) / Math.sqrt(variance + layer.epsilon)) * (gamma[channel] ?? 1) +
						(beta[channel] ?? 0)
			}
			return { ...x, values }
		}
		case 'activation':
			return activated(x, layer.activation)
		case 'flatten':
			return { values: x.values, height: 1, width: 1, channels: x.height * x.width * x.channels }
		default:
			throw new Error(`no ${layer.kind} here`)
	}
}

function each(
	[a = 0, b = 0, c = 0, d = 0]: readonly number[],
	visit: (i: number, j: number, k: number, l: number, place: number) => void
) {
	let place = 0
	for (let i = 0; i < a; i++)
		for (let j = 0; j < b; j++) for (let k = 0; k < c; k++) for (let l = 0; l < d; l++) visit(i, j, k, l, place++)
}

function activated(x: Pictures, activation: Activation): Pictures {
	const values = new Float64Array(x.values.length)
	for (let from = 0; from < values.length; from += x.channels) {
		const row = x.values.subarray(from, from + x.channels)
		if (activation === 'softmax') {
			const largest = Math.max(...row)
			const powers = row.map((value) => Math.exp(value - largest))
			const sum = powers.reduce((a, b) => a + b)
			values.set(
				powers.map((power) => power / sum),
				from
			)
		} else
			values.set(
				row.map((value) => functions[activation](value)),
				from
			)
	}
	return { ...x, values }
}

const functions: Record<Exclude<Activation, 'softmax'>, (x: number) => number> = {
	linear: (x) => x,
	relu: (x) => Math.max(0, x),
	sigmoid: (x) => 1 / (1 + Math.exp(-x)),
	tanh: Math.tanh,
	elu: (x) => (x > 0 ? x : Math.expm1(x)),
	gelu: (x) => (x / 2) * (1 + errorFunction(x / Math.SQRT2))
}

/** Its Taylor series, which is exact enough for the small values here. */
function errorFunction(x: number): number {
	let [term, sum] = [x, x]
	for (let n = 1; n < 60; n++) {
		term *= (-x * x) / n
		sum += term / (2 * n + 1)
	}
	return (2 / Math.sqrt(Math.PI)) * sum
}

function meanLoss({ loss, labelSmoothing }: Recipe, predicted: Numbers, labels: readonly number[]): number {
	let sum = 0
	for (const [image, label] of labels.entries())
		for (let digit = 0; digit < 10; digit++) {
			const p = predicted[image * 10 + digit] ?? 0
			const y = (digit === label ? 1 - labelSmoothing : 0) + labelSmoothing / 10
			if (loss === 'categoricalCrossentropy') sum -= y * Math.log(p)
			else if (loss === 'binaryCrossentropy') sum -= (y * Math.log(p) + (1 - y) * Math.log(1 - p)) / 10
			else sum += (y - p) ** 2 / 10
		}
	return sum / labels.length
}
