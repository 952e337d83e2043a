import type { Layer } from '../../shared/layers.ts'
import { inputShape, type Shape } from '../../shared/network.ts'
import { kerasLayers } from './keras-layers.ts'

/** The Keras whose files these are: its form was read from that version, and the files are tried with it. */
const kerasVersion = '3.15.1'

const keras = (className: string, config: Record<string, unknown>) => ({
	module: 'keras.layers',
	class_name: className,
	config,
	registered_name: null
})

/** config.json of a .keras file: the network as Keras 3 deserializes it. */
export function kerasConfig(layers: readonly Layer[], image: Shape) {
	const shape = [null, ...inputShape(layers, image)]
	return {
		module: 'keras',
		class_name: 'Sequential',
		config: {
			name: 'digit_lab',
			trainable: true,
			dtype: 'float32',
			layers: [
				keras('InputLayer', { batch_shape: shape, dtype: 'float32', sparse: false, name: 'input_layer' }),
				...kerasLayers(layers).map(({ className, config }) =>
					keras(className, { ...config, trainable: true, dtype: 'float32' })
				)
			],
			build_input_shape: shape
		},
		registered_name: null,
		build_config: { input_shape: shape },
		compile_config: {}
	}
}

/** metadata.json of a .keras file; `date` is ISO 8601. */
export const kerasMetadata = (date: string) => ({
	keras_version: kerasVersion,
	date_saved: date.slice(0, 19).replace('T', '@')
})
