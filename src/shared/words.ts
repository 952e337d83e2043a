import { count, percent, plural } from './format.ts'
import type { Layer } from './layers.ts'
import { factsOf } from './dataset.ts'
import { inputShape, type Shape } from './network.ts'
import type { Recipe } from './recipe.ts'

/** "784 → 128 relu → dropout 0.3 → 10 softmax": a network in one line. */
export function sayNetwork(layers: readonly Layer[], image: Shape): string {
	return [inputShape(layers, image).join('×'), ...layers.map(sayLayer)].join(' → ')
}

/** The same for a committee: "5 × (784 → 10 softmax)". */
export const sayNetworks = ({ layers, committee }: Pick<Recipe, 'layers' | 'committee'>, image: Shape): string =>
	committee === 1 ? sayNetwork(layers, image) : `${committee} × (${sayNetwork(layers, image)})`

function sayLayer(layer: Layer): string {
	switch (layer.kind) {
		case 'dense':
			return `${layer.units} ${layer.activation}`
		case 'dropout':
			return `dropout ${layer.rate}`
		case 'conv2d':
			return `conv ${layer.kernelSize}×${layer.kernelSize}×${layer.filters} ${layer.activation}`
		case 'maxPool2d':
			return `pool ${layer.poolSize}`
		case 'averagePool2d':
			return `average ${layer.poolSize}`
		case 'globalAveragePool2d':
			return 'global average'
		case 'activation':
			return layer.activation
		case 'flatten':
			return 'flatten'
		case 'batchNorm':
			return 'batch norm'
		case 'lstm':
			return `LSTM ${layer.units}`
		case 'gru':
			return `GRU ${layer.units}`
		case 'simpleRnn':
			return `RNN ${layer.units}`
	}
}

/** "adam 0.001 · batch 128 · 31 epochs · seed 1" */
export function saySettings(recipe: Recipe): string {
	const { optimizer, learningRate, batchSize, epochs, seed, data } = recipe
	return [
		...(data.of ? [factsOf(data).name] : []),
		`${optimizer.kind} ${learningRate}`,
		`batch ${batchSize}`,
		plural(epochs, 'epoch'),
		...(data.classes ? [`${data.classes.length} of ${factsOf(data).classes.length} classes`] : []),
		...(data.perClass ? [`${count(data.perClass)} a class`] : []),
		...(data.limit ? [plural(data.limit, 'image')] : []),
		...(data.noise ? [`${percent(data.noise.share, 0)} wrong labels`] : []),
		`seed ${seed}`
	].join(' · ')
}
