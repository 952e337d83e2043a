import type { KerasLayer } from './keras-layers.ts'

type Inbound = [layer: string, node: 0, tensor: 0, more: object][]

/** Where a layer of a functional model gets its input from, in the form that Keras 2, Keras 3 and TensorFlow.js read. */
const from = (names: readonly string[]): [Inbound] => [names.map((name) => [name, 0, 0, {}])]

/**
 * The config of a committee as a functional model: the image goes to every network, the mean of their answers comes out.
 * `layers` as `kerasLayers` lists them; `write` says a layer in the words of who is to read it.
 */
export function committeeConfig(
	layers: readonly KerasLayer[],
	committee: number,
	input: Record<string, unknown>,
	write: (className: string, config: Record<string, unknown>) => Record<string, unknown>
) {
	const image = 'image'
	const node = (className: string, name: string, config: Record<string, unknown>, inbound: Inbound[]) => ({
		...write(className, { ...config, name }),
		name,
		inbound_nodes: inbound
	})
	const last = layers.slice(-committee).map(({ name }) => name)
	return {
		name: 'digit_lab',
		trainable: true,
		layers: [
			node('InputLayer', image, input, []),
			...layers.map(({ className, name, config }, place) =>
				node(className, name, { ...config, trainable: true }, from([layers[place - committee]?.name ?? image]))
			),
			node('Average', 'mean', { trainable: true }, from(last))
		],
		input_layers: [[image, 0, 0]],
		output_layers: [['mean', 0, 0]]
	}
}
