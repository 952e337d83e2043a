import type { Activation, Layer } from '../layers.ts'
import { perceptron } from '../presets.ts'

type Dense = Extract<Layer, { kind: 'dense' }>

const noHidden = 'this network has no hidden dense layer: choose a base recipe such as mlp-64.'

/** Where the hidden dense layers are: all dense ones but the last. */
function hidden(layers: readonly Layer[]): number[] {
	const last = layers.findLastIndex(({ kind }) => kind === 'dense')
	return layers.flatMap(({ kind }, place) => (kind === 'dense' && place < last ? [place] : []))
}

/** The rate of all dropout layers; where there are none, one is put behind every hidden dense layer's activation. 0 takes all out. */
export function withDropout(layers: readonly Layer[], rate: number): Layer[] | string {
	const dropout: Layer = { kind: 'dropout', rate }
	if (layers.some(({ kind }) => kind === 'dropout'))
		return layers.flatMap((layer): Layer[] => (layer.kind !== 'dropout' ? [layer] : rate > 0 ? [dropout] : []))
	const places = hidden(layers)
	if (places.length === 0) return `Dropout has no place: ${noHidden}`
	if (rate === 0) return [...layers]
	// a linear one is followed by a normalization and then its activation
	const behind = places.map((place) => {
		const isLinear = (layers[place] as Dense).activation === 'linear'
		const activation = layers.findIndex(({ kind }, later) => later > place && kind === 'activation')
		return isLinear && activation >= 0 ? activation : place
	})
	return layers.flatMap((layer, place) => (behind.includes(place) ? [layer, dropout] : [layer]))
}

export function withNeurons(layers: readonly Layer[], units: number): Layer[] | string {
	const places = hidden(layers)
	if (places.length === 0) return `Neurons cannot be counted: ${noHidden}`
	return layers.map((layer, place) => (places.includes(place) ? ({ ...layer, units } as Layer) : layer))
}

/** So many hidden layers like the first, each with the dropout that follows it. */
export function withHiddenLayers(layers: readonly Layer[], depth: number): Layer[] | string {
	const isPlain = layers.every(({ kind }) => kind === 'dense' || kind === 'dropout')
	const output = layers.at(-1)
	if (!isPlain || output?.kind !== 'dense')
		return 'Hidden layers can be counted in a network of dense layers and dropout alone: choose a base recipe such as mlp-64.'
	const [first = 0] = hidden(layers)
	const like = hidden(layers).length > 0 ? (layers[first] as Layer) : (perceptron([64], 0)[0] as Layer)
	const after = layers[first + 1]
	const block: Layer[] = hidden(layers).length > 0 && after?.kind === 'dropout' ? [like, after] : [like]
	return [...Array.from({ length: depth }, () => block).flat(), output]
}

export function withActivation(layers: readonly Layer[], activation: Activation): Layer[] | string {
	const last = layers.length - 1
	const isHidden = (layer: Layer, place: number) =>
		place < last &&
		(layer.kind === 'activation' ||
			// what is normalized first gets its activation afterwards
			((layer.kind === 'dense' || layer.kind === 'conv2d') && layers[place + 1]?.kind !== 'batchNorm'))
	if (!layers.some(isHidden))
		return 'Activation has no place: this network has no hidden dense layer and no convolution. Choose a base recipe such as mlp-64.'
	return layers.map((layer, place) => (isHidden(layer, place) ? ({ ...layer, activation } as Layer) : layer))
}
