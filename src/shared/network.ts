import type { Layer, LayerKind } from './layers.ts'

/** height, width, channels of an image; steps, features of a sequence; or the length of a row of numbers. */
export type Shape = readonly number[]

export interface LayerRow {
	kind: LayerKind | 'input'
	/** Without the batch: [784], [28, 28, 1], [28, 64]. */
	output: Shape
	parameters: number
	/** Of these, the numbers that are followed rather than learned: batch normalization's averages. */
	frozen: number
}

/** What a network looks like from outside. `problem` names the first layer that cannot take what it gets. */
export interface Network {
	rows: LayerRow[]
	parameters: number
	problem: { layer: number; sentence: string } | null
}

const names = ['input', 'row', 'sequence', 'picture']

/** [784] → "a row of 784 numbers", [28, 28, 1] → "a 28 × 28 × 1 picture". */
export function sayShape(shape: Shape): string {
	if (shape.length === 1) return `a row of ${shape[0]} numbers`
	return `a ${shape.join(' × ')} ${names[shape.length] ?? 'block'}`
}

/**
 * How an image is handed to the first layer: flattened for dense, as rows for recurrent layers, as a picture for the rest.
 * Dropout and normalization take whatever comes, so the first layer that does not decides. `image` is its height, width
 * and channels.
 */
export function inputShape(layers: readonly Layer[], image: Shape): Shape {
	const [height = 0, width = 0, channels = 0] = image
	for (const { kind } of layers) {
		switch (kind) {
			case 'dense':
				return [height * width * channels]
			case 'lstm':
			case 'gru':
			case 'simpleRnn':
				return [height, width * channels]
			case 'conv2d':
			case 'maxPool2d':
			case 'averagePool2d':
			case 'globalAveragePool2d':
			case 'flatten':
				return image
			case 'dropout':
			case 'batchNorm':
			case 'activation':
				break
			default:
				kind satisfies never
		}
	}
	return [height * width * channels]
}

/** Follows the shapes through the layers, as Keras's `model.summary()` does, up to the first layer that cannot work. */
export function describe(layers: readonly Layer[], image: Shape): Network {
	let shape = inputShape(layers, image)
	const rows: LayerRow[] = [{ kind: 'input', output: shape, parameters: 0, frozen: 0 }]
	let parameters = 0
	for (const [index, layer] of layers.entries()) {
		const next = step(layer, shape)
		if (typeof next === 'string') return { rows, parameters, problem: { layer: index, sentence: next } }
		rows.push({ kind: layer.kind, ...next })
		shape = next.output
		parameters += next.parameters
	}
	return { rows, parameters, problem: null }
}

/** How many numbers all networks of a committee hold. */
export const parametersOf = (
	{ layers, committee }: { layers: readonly Layer[]; committee: number },
	image: Shape
): number => committee * describe(layers, image).parameters

interface Step {
	output: Shape
	parameters: number
	frozen: number
}

/** What a layer makes of an input, or the sentence that says why it cannot. */
function step(layer: Layer, input: Shape): Step | string {
	const [first = 0, second = 0, third = 0] = input
	const size = input.reduce((product, side) => product * side, 1)
	switch (layer.kind) {
		case 'dense':
			if (input.length !== 1)
				return `needs a row of numbers but gets ${sayShape(input)}: put a flatten layer before it.`
			return learned([layer.units], (first + Number(layer.useBias)) * layer.units)
		case 'dropout':
		case 'activation':
			return learned(input, 0)
		case 'flatten':
			return learned([size], 0)
		case 'batchNorm': {
			const channels = input.at(-1) ?? 0
			return { output: input, parameters: 4 * channels, frozen: 2 * channels }
		}
		case 'conv2d': {
			if (input.length !== 3) return needsPicture(input)
			const { kernelSize, strides, padding, filters } = layer
			if (padding === 'valid' && kernelSize > Math.min(first, second))
				return `has a ${kernelSize} × ${kernelSize} kernel, larger than its input, ${sayShape(input)}: make the kernel smaller or pad with "same".`
			const side = (length: number) => Math.ceil((padding === 'same' ? length : length - kernelSize + 1) / strides)
			const weights = kernelSize * kernelSize * third * filters + Number(layer.useBias) * filters
			return learned([side(first), side(second), filters], weights)
		}
		case 'globalAveragePool2d':
			return input.length === 3 ? learned([third], 0) : needsPicture(input)
		case 'averagePool2d':
		case 'maxPool2d': {
			if (input.length !== 3) return needsPicture(input)
			if (layer.poolSize > Math.min(first, second))
				return `pools ${layer.poolSize} × ${layer.poolSize} squares, larger than its input, ${sayShape(input)}: make the pool smaller or remove a pooling layer.`
			return learned([Math.floor(first / layer.poolSize), Math.floor(second / layer.poolSize), third], 0)
		}
		case 'lstm':
			return recurrent(layer, input, 4)
		case 'gru':
			return recurrent(layer, input, 3)
		case 'simpleRnn':
			return recurrent(layer, input, 1)
	}
}

function recurrent(layer: { units: number; returnSequences: boolean }, input: Shape, gates: number): Step | string {
	const [steps = 0, features = 0] = input
	if (input.length !== 2)
		return `reads a sequence but gets ${sayShape(input)}: make it the first layer, or let the recurrent layer before it give every step.`
	const output = layer.returnSequences ? [steps, layer.units] : [layer.units]
	return learned(output, gates * layer.units * (features + layer.units + 1))
}

const learned = (output: Shape, parameters: number): Step => ({ output, parameters, frozen: 0 })

const needsPicture = (input: Shape) =>
	`needs a height × width × channels picture but gets ${sayShape(input)}: move it before the layer that flattens the picture, or remove it.`

/** "dense", "dense_1", "max_pool2d": the layers' names in a summary, counted per kind, the input's first. */
export function layerNames(rows: readonly Pick<LayerRow, 'kind'>[]): string[] {
	const seen = new Map<string, number>()
	return rows.map(({ kind }) => {
		const base = kind.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
		const before = seen.get(base) ?? 0
		seen.set(base, before + 1)
		return before === 0 ? base : `${base}_${before}`
	})
}
