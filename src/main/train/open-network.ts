import type { Layer } from '../../shared/layers.ts'
import { describe, inputShape, type LayerRow, type Shape } from '../../shared/network.ts'
import type { Weight } from './initial.ts'
import { parted } from './members.ts'
import { buildModel } from './model.ts'
import { shares } from './shares.ts'
import { tf, type LayersModel, type Tensor, type TfLayer } from './tf.ts'
import { startWasm } from './wasm.ts'
import { weightShapes } from './weight-shapes.ts'

/** A network that pictures are sent through, whoever trained it; of a committee, the first one where one is looked into. */
export interface OpenNetwork {
	layers: readonly Layer[]
	/** The input and each layer, as in a summary. */
	rows: readonly LayerRow[]
	/** The model's layers, one for each of `layers`. */
	built: readonly TfLayer[]
	/** `count` pictures, a byte a pixel, as the first layer takes them, from 0 to 1 as in training. */
	input(fields: Uint8Array): Tensor
	/** The output of each layer. */
	every(input: Tensor): Tensor[]
	/**
	 * What it answers to pictures of a byte a pixel: count × outputs. Agrees with the training engine within 1e-5: both compute
	 * with float32, in another order.
	 */
	answers(fields: Uint8Array): Float32Array<ArrayBuffer>
	close(): void
}

/** As many numbers as one layer may give for all the pictures that go through it at once: 32 MB. */
const most = 8e6
/** More at once is not faster. */
const together = 256

/**
 * Opens a network on WebAssembly: two threads that compute eagerly with the native library crash the process. It computes
 * every layer kind, 10 to 60 times as fast as tfjs's own JavaScript, and starts in some 40 ms.
 */
export async function openNetwork(
	layers: readonly Layer[],
	weights: readonly Weight[],
	image: Shape
): Promise<OpenNetwork> {
	await startWasm()
	const count = weights.length / weightShapes(layers, image).length || 1
	const models = parted(weights, count).map((own) => buildModel(layers, own, image))
	const [model] = models
	if (!model) throw new Error('a committee has a network')
	const [, ...built] = model.layers
	const outputs = built.map((layer) => layer.output as LayersModel['inputs'][number])
	const all = tf.model({ inputs: model.inputs, outputs })
	const shape = inputShape(layers, image)
	const size = sizeOf(shape)
	const { rows } = describe(layers, image)
	const sizes = rows.map(({ output }) => sizeOf(output))
	const portion = size * Math.max(1, Math.min(together, Math.floor(most / Math.max(...sizes))))
	const classes = sizes.at(-1) ?? 0

	const input = (fields: Uint8Array) => tf.tensor(shares(fields), [fields.length / size, ...shape])
	return {
		layers,
		rows,
		built,
		input,
		every(pictures) {
			const said = all.apply(pictures, { training: false }) as Tensor | Tensor[]
			return Array.isArray(said) ? said : [said]
		},
		answers(fields) {
			const answers = new Float32Array((fields.length / size) * classes)
			for (let from = 0; from < fields.length; from += portion) {
				const said = tf.tidy(() => {
					const pictures = input(fields.subarray(from, from + portion))
					const all = models.map((model) => model.apply(pictures, { training: false }) as Tensor)
					const [first] = all
					return (all.length === 1 && first ? first : tf.mean(tf.stack(all), 0)).dataSync()
				})
				answers.set(said, (from / size) * classes)
			}
			return answers
		},
		// `all` has no layers of its own
		close: () => models.forEach((model) => model.dispose())
	}
}

const sizeOf = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1)
