import { inputShape, type Shape } from '../../shared/network.ts'
import { committeeConfig } from './committee-config.ts'
import { kerasLayers, type Networks } from './keras-layers.ts'

/** The Keras whose files these are: its form was read from that version, and the files are tried with it. */
const kerasVersion = '3.15.1'

const keras = (className: string, config: Record<string, unknown>) => ({
	module: 'keras.layers',
	class_name: className,
	config,
	registered_name: null
})

/** config.json of a .keras file: the network as Keras 3 deserializes it. */
export function kerasConfig(networks: Networks, image: Shape) {
	const shape = [null, ...inputShape(networks.layers, image)]
	const input = { batch_shape: shape, dtype: 'float32', sparse: false }
	const written = kerasLayers(networks)
	if (networks.committee > 1)
		return {
			module: 'keras.src.models.functional',
			class_name: 'Functional',
			config: committeeConfig(written, networks.committee, input, keras),
			registered_name: 'Functional',
			build_config: { input_shape: shape },
			compile_config: {}
		}
	return {
		module: 'keras',
		class_name: 'Sequential',
		config: {
			name: 'digit_lab',
			trainable: true,
			dtype: 'float32',
			layers: [
				keras('InputLayer', { ...input, name: 'input_layer' }),
				...written.map(({ className, config }) => keras(className, { ...config, trainable: true, dtype: 'float32' }))
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
