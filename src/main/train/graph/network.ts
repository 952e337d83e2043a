import type { Activation, Layer } from '../../../shared/layers.ts'
import { describe, inputShape, type Shape } from '../../../shared/network.ts'
import { weightShapes } from '../weight-shapes.ts'
import type { Graph, Value, Variable } from './graph.ts'
import { writeLayer } from './layers/layer.ts'
import type { Pass, Setting } from './layers/pass.ts'
import { read, reshape } from './arrays.ts'

/** A weight in the session. The followed ones (moving averages) get no gradient. */
export interface KeptWeight {
	variable: Variable
	/** The layer it belongs to, from 0. */
	layer: number
	learned: boolean
	/** Whether the L2 penalty counts it: kernels alone, as Keras's `kernel_regularizer`. */
	penalized: boolean
}

/** The variables of a network, as `initialWeights` orders them; `prefix` tells several networks in one graph apart. */
export function keepWeights(graph: Graph, layers: readonly Layer[], image: Shape, prefix: string): KeptWeight[] {
	return weightShapes(layers, image).map(({ name, shape }) => ({
		variable: graph.variable(`${prefix}${name}`, 'float32', shape),
		layer: Number.parseInt(name) - 1,
		learned: !name.includes('/moving_'),
		penalized: name.endsWith('kernel')
	}))
}

/** A network in one step, up to the last layer's sums: its activation belongs to the loss. */
export interface Written {
	sums: Value
	ending: Activation
	/** The slopes by the learned weights, in their order, from the slope by `sums`, and for each what must come before it is changed. */
	backward(slope: Value): { weight: KeptWeight; slope: Value; after: readonly Value[] }[]
	/** Moving averages that are to be changed. */
	updates: readonly Value[]
}

/**
 * Writes the layers one after another. `pixels` is [batch, pixels of an image] from 0 to 1. `after`: what must have happened before the
 * weights are read.
 */
export function writeNetwork(
	layers: readonly Layer[],
	image: Shape,
	weights: readonly KeptWeight[],
	pixels: Value,
	settingOf: (layer: number) => Setting,
	after: readonly Value[]
): Written {
	const { rows } = describe(layers, image)
	const [batch = -1] = pixels.shape
	let x = reshape(pixels, [batch, ...inputShape(layers, image)])
	let ending: Activation = 'linear'
	const passes: { pass: Pass; own: readonly KeptWeight[]; values: readonly Value[] }[] = []
	for (const [place, layer] of layers.entries()) {
		let written: Layer = layer
		// a recurrent layer's activation is inside
		if (
			place === layers.length - 1 &&
			(layer.kind === 'dense' || layer.kind === 'conv2d' || layer.kind === 'activation')
		) {
			ending = layer.activation
			written = { ...layer, activation: 'linear' }
		}
		const own = weights.filter((weight) => weight.layer === place)
		const values = own.map(({ variable }) => read(variable, after))
		const shape = [batch, ...(rows[place + 1]?.output ?? [])]
		const kept = own.map(({ variable }) => variable)
		const pass = writeLayer(written, x, values, kept, shape, settingOf(place))
		passes.push({ pass, own, values })
		x = pass.output
	}
	return {
		sums: x,
		ending,
		updates: passes.flatMap(({ pass }) => pass.updates ?? []),
		backward(slope) {
			const learned: ReturnType<Written['backward']> = []
			// nobody learns before the first layer that has weights
			const first = passes.findIndex(({ own }) => own.length > 0)
			for (let place = passes.length - 1; place >= first && place >= 0; place--) {
				const { pass, own } = passes[place] as (typeof passes)[number]
				const slopes = pass.backward(slope, place > first)
				// or TensorFlow copies the weights that are changed while they are still being read
				const before = slopes.input ? [slopes.input] : []
				const mine = own.filter((weight) => weight.learned)
				for (const [at, weight] of mine.entries()) {
					const own = slopes.weights[at]
					if (!own) throw new Error('a weight has no slope')
					learned.unshift({ weight, slope: own, after: before })
				}
				if (!slopes.input) break
				slope = slopes.input
			}
			return learned
		}
	}
}
