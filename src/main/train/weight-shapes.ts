import type { Layer } from '../../shared/layers.ts'
import { describe, type Shape } from '../../shared/network.ts'
import type { Recipe } from '../../shared/recipe.ts'
import { joined } from './members.ts'

/** Name and shape of every weight of a network, as `initialWeights` names and orders them, without making any. */
export function weightShapes(layers: readonly Layer[], image: Shape): { name: string; shape: Shape }[] {
	const { rows } = describe(layers, image)
	return layers.flatMap((layer, index) =>
		Object.entries(shapesOf(layer, rows[index]?.output.at(-1) ?? 0)).map(([name, shape]) => ({
			name: `${index + 1}-${layer.kind}/${name}`,
			shape
		}))
	)
}

/** The same of all networks of a recipe, as `firstWeights` names and orders them. */
export const allWeightShapes = ({ layers, committee }: Pick<Recipe, 'layers' | 'committee'>, image: Shape) =>
	joined(Array.from({ length: committee }, () => weightShapes(layers, image)))

function shapesOf(layer: Layer, channels: number): Record<string, Shape> {
	switch (layer.kind) {
		case 'dense':
			return { kernel: [channels, layer.units], ...(layer.useBias && { bias: [layer.units] }) }
		case 'conv2d': {
			const { kernelSize, filters, useBias } = layer
			return { kernel: [kernelSize, kernelSize, channels, filters], ...(useBias && { bias: [filters] }) }
		}
		case 'batchNorm':
			return { gamma: [channels], beta: [channels], moving_mean: [channels], moving_variance: [channels] }
		case 'lstm':
			return recurrent(channels, layer.units, 4)
		case 'gru':
			return recurrent(channels, layer.units, 3)
		case 'simpleRnn':
			return recurrent(channels, layer.units, 1)
		case 'dropout':
		case 'maxPool2d':
		case 'averagePool2d':
		case 'globalAveragePool2d':
		case 'activation':
		case 'flatten':
			return {}
	}
}

const recurrent = (channels: number, units: number, gates: number): Record<string, Shape> => ({
	kernel: [channels, gates * units],
	recurrent_kernel: [units, gates * units],
	bias: [gates * units]
})
