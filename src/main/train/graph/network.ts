import type { Activation, Layer } from '../../../shared/layers.ts'
import { describe, inputShape, type Shape } from '../../../shared/network.ts'
import { weightShapes } from '../weight-shapes.ts'
import type { Graph, Value } from './graph.ts'
import { behindProduct } from './layers/dense.ts'
import { writeLayer } from './layers/layer.ts'
import type { Pass, Setting } from './layers/pass.ts'
import { read, reshape } from './arrays.ts'
import { keepPieces, type Pieces } from './store.ts'

/** A weight in the session. The followed ones (moving averages) get no gradient. */
export interface KeptWeight {
	pieces: Pieces
	/** The layer it belongs to, from 0. */
	layer: number
	learned: boolean
	/** Whether the L2 penalty counts it: kernels alone, as Keras's `kernel_regularizer`. */
	penalized: boolean
}

/**
 * The variables of a network, as `initialWeights` orders them; `prefix` tells several networks in one graph apart.
 * `piecesOf`: in how many pieces a layer's kernel is kept.
 */
export function keepWeights(
	graph: Graph,
	layers: readonly Layer[],
	image: Shape,
	prefix: string,
	piecesOf: (layer: number, kernel: Shape) => number
): KeptWeight[] {
	return weightShapes(layers, image).map(({ name, shape }) => {
		const layer = Number.parseInt(name) - 1
		const isKernel = name.endsWith('kernel')
		return {
			pieces: keepPieces(graph, `${prefix}${name}`, shape, isKernel ? piecesOf(layer, shape) : 1),
			layer,
			learned: !name.includes('/moving_'),
			penalized: isKernel
		}
	})
}

/** The product of a dense layer's input with its kernel, where that was written before. */
export interface Given {
	layer: number
	product: Value
}

/** A network in one step, up to the last layer's sums: its activation belongs to the loss. */
export interface Written {
	sums: Value
	ending: Activation
	/** From the slope by `sums`: */
	backward(slope: Value): {
		/** The slopes by the learned weights' pieces, in their order, and for each what must come before it is changed. */
		learned: { weight: KeptWeight; piece: number; slope: Value; after: readonly Value[] }[]
		/** The slope by the product that was given. */
		given: Value | null
	}
	/** Moving averages that are to be changed. */
	updates: readonly Value[]
}

/**
 * Writes the layers one after another. `input` is [batch, pixels of an image] from 0 to 1, or the product from which the
 * network goes on: then it learns neither that kernel nor what is before it. `after`: what must have happened before the
 * weights are read.
 */
export function writeNetwork(
	layers: readonly Layer[],
	image: Shape,
	weights: readonly KeptWeight[],
	input: Value | Given,
	settingOf: (layer: number) => Setting,
	after: readonly Value[]
): Written {
	const { rows } = describe(layers, image)
	const given = 'product' in input ? input : null
	const pixels = given?.product ?? (input as Value)
	const [batch = -1] = pixels.shape
	let x = given ? given.product : reshape(pixels, [batch, ...inputShape(layers, image)])
	let ending: Activation = 'linear'
	const passes: { pass: Pass; own: readonly KeptWeight[] }[] = []
	for (const [place, layer] of layers.entries()) {
		if (given && place < given.layer) continue
		let written: Layer = layer
		// a recurrent layer's activation is inside
		if (
			place === layers.length - 1 &&
			(layer.kind === 'dense' || layer.kind === 'conv2d' || layer.kind === 'activation')
		) {
			ending = layer.activation
			written = { ...layer, activation: 'linear' }
		}
		const isGiven = given?.layer === place
		const own = weights.filter((weight) => weight.layer === place && !(isGiven && weight.penalized))
		const kept = own.flatMap(({ pieces }) => pieces)
		const values = kept.map((piece) => read(piece, after))
		const shape = [batch, ...(rows[place + 1]?.output ?? [])]
		const pass =
			isGiven && written.kind === 'dense'
				? behindProduct(written, x, values[0])
				: writeLayer(written, x, values, kept, shape, settingOf(place))
		passes.push({ pass, own })
		x = pass.output
	}
	return {
		sums: x,
		ending,
		updates: passes.flatMap(({ pass }) => pass.updates ?? []),
		backward(slope) {
			const learned: ReturnType<Written['backward']>['learned'] = []
			// nobody learns before the first layer that has weights
			const first = given ? 0 : passes.findIndex(({ own }) => own.length > 0)
			for (let place = passes.length - 1; place >= first && place >= 0; place--) {
				const { pass, own } = passes[place] as (typeof passes)[number]
				const slopes = pass.backward(slope, place > first || given !== null)
				// or TensorFlow copies the weights that are changed while they are still being read
				const before = slopes.input ? [slopes.input] : []
				const mine = own.filter((weight) => weight.learned)
				const pieces = mine.flatMap((weight) => weight.pieces.map((_, piece) => ({ weight, piece })))
				for (const [at, one] of pieces.entries()) {
					const own = slopes.weights[at]
					if (!own) throw new Error('a weight has no slope')
					learned.unshift({ ...one, slope: own, after: before })
				}
				if (!slopes.input) break
				slope = slopes.input
			}
			return { learned, given: given ? slope : null }
		}
	}
}
