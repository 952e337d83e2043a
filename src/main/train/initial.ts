import type { Layer } from '../../shared/layers.ts'
import { describe, type Shape } from '../../shared/network.ts'
import { random, type Random } from './random.ts'

export interface Weight {
	/** "2-dense/kernel": the layer's place from 1, its kind, Keras's name of the weight. */
	name: string
	shape: Shape
	values: Float32Array
}

/**
 * The weights a network starts from, in Keras's order and with its defaults: Glorot-uniform kernels (Glorot and Bengio
 * 2010), orthogonal recurrent kernels (Saxe et al. 2014), zero biases, a forget gate that starts open.
 */
export function initialWeights(layers: readonly Layer[], seed: number, image: Shape): Weight[] {
	const { rows } = describe(layers, image)
	const source = random(seed, 'weights')
	return layers.flatMap((layer, index) => {
		const input = rows[index]?.output ?? []
		return weightsOf(layer, input, source).map((weight) => ({
			...weight,
			name: `${index + 1}-${layer.kind}/${weight.name}`
		}))
	})
}

function weightsOf(layer: Layer, input: Shape, source: Random): Weight[] {
	const channels = input.at(-1) ?? 0
	switch (layer.kind) {
		case 'dense':
			return [glorot('kernel', [channels, layer.units], source), ...bias(layer.useBias, layer.units)]
		case 'conv2d': {
			const { kernelSize, filters } = layer
			return [glorot('kernel', [kernelSize, kernelSize, channels, filters], source), ...bias(layer.useBias, filters)]
		}
		case 'batchNorm':
			return [
				filled('gamma', channels, 1),
				filled('beta', channels, 0),
				filled('moving_mean', channels, 0),
				filled('moving_variance', channels, 1)
			]
		case 'lstm': {
			const weights = recurrent(channels, layer.units, 4, source)
			weights[2]?.values.fill(1, layer.units, 2 * layer.units)
			return weights
		}
		case 'gru':
			return recurrent(channels, layer.units, 3, source)
		case 'simpleRnn':
			return recurrent(channels, layer.units, 1, source)
		case 'dropout':
		case 'maxPool2d':
		case 'averagePool2d':
		case 'globalAveragePool2d':
		case 'activation':
		case 'flatten':
			return []
	}
}

function recurrent(input: number, units: number, gates: number, source: Random): Weight[] {
	return [
		glorot('kernel', [input, gates * units], source),
		orthogonal('recurrent_kernel', units, gates * units, source),
		filled('bias', gates * units, 0)
	]
}

const bias = (used: boolean, length: number) => (used ? [filled('bias', length, 0)] : [])

const filled = (name: string, length: number, value: number): Weight => ({
	name,
	shape: [length],
	values: new Float32Array(length).fill(value)
})

/** Uniform within ±√(6 / (fan in + fan out)); a fan counts the kernel's pixels too. */
function glorot(name: string, shape: Shape, source: Random): Weight {
	const pixels = shape.slice(0, -2).reduce((product, side) => product * side, 1)
	const fans = pixels * ((shape.at(-2) ?? 0) + (shape.at(-1) ?? 0))
	const reach = Math.sqrt(6 / fans)
	const length = pixels * (shape.at(-2) ?? 0) * (shape.at(-1) ?? 0)
	return { name, shape, values: Float32Array.from({ length }, () => (2 * source.next() - 1) * reach) }
}

/** `rows` ≤ `columns` orthonormal rows: normal numbers, made orthogonal one after another (modified Gram–Schmidt). */
function orthogonal(name: string, rows: number, columns: number, source: Random): Weight {
	const done: Float64Array[] = []
	for (let row = 0; row < rows; row++) {
		const line = Float64Array.from({ length: columns }, () => source.normal())
		for (const other of done) {
			const share = dot(line, other)
			for (let column = 0; column < columns; column++) line[column] = (line[column] ?? 0) - share * (other[column] ?? 0)
		}
		const length = Math.sqrt(dot(line, line))
		done.push(line.map((value) => value / length))
	}
	const values = new Float32Array(rows * columns)
	for (const [row, line] of done.entries()) values.set(line, row * columns)
	return { name, shape: [rows, columns], values }
}

function dot(left: Float64Array, right: Float64Array): number {
	let sum = 0
	for (let place = 0; place < left.length; place++) sum += (left[place] ?? 0) * (right[place] ?? 0)
	return sum
}
