import { inputShape, type Shape } from '../../shared/network.ts'
import { committeeConfig } from './committee-config.ts'
import { kerasLayers, placeOf, type Networks } from './keras-layers.ts'

/** Name and shape of a weight, as it is kept: "2-dense/kernel". */
export interface TensorSpec {
	name: string
	shape: readonly number[]
}

/**
 * TensorFlow.js's model.json for these networks, to lie beside a weights.bin that holds the values in the order of `spec`.
 * `tf.loadLayersModel` reads it; written here, so that nobody needs TensorFlow to write it.
 */
export function tfjsModel(networks: Networks, image: Shape, spec: readonly TensorSpec[], version: string) {
	const { layers, committee } = networks
	const written = kerasLayers(networks)
	const input = { batch_input_shape: [null, ...inputShape(layers, image)], dtype: 'float32' }
	return {
		format: 'layers-model',
		generatedBy: `Digit Lab ${version}`,
		convertedBy: null,
		modelTopology: {
			...(committee > 1
				? { class_name: 'Functional', config: committeeConfig(written, committee, input, layer) }
				: {
						class_name: 'Sequential',
						config: {
							name: 'digit_lab',
							layers: written.map(({ className, config }, place) =>
								layer(className, { ...config, trainable: true, ...(place === 0 && input) })
							)
						}
					}),
			keras_version: 'tfjs-layers 4.22.0',
			backend: 'tensor_flow.js'
		},
		weightsManifest: [
			{
				paths: ['weights.bin'],
				weights: spec.map(({ name, shape }) => {
					const { layer, weight } = placeOf(name, committee)
					return { name: `${written[layer]?.name ?? ''}/${weight}`, shape, dtype: 'float32' }
				})
			}
		]
	}
}

const layer = (className: string, config: Record<string, unknown>) => ({ class_name: className, config })
