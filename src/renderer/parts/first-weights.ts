import { readsDigits, type DataFacts } from '../../shared/dataset.ts'
import type { Layer } from '../../shared/layers.ts'
import { layerNames, type LayerRow } from '../../shared/network.ts'
import type { NamedTensor } from '../../shared/tensors.ts'
import { nameOf } from './class-name.ts'
import { channelPictures, type Pictures } from './pictures.ts'

/** The weights that read the image itself. */
export interface FirstWeights {
	/** "dense": the layer's name in the summary. */
	layer: string
	pictures: Pictures
	/** One a picture; for a gate the mean of its neurons; null where the layer has none. */
	bias: Float32Array | null
	/** "neuron", "filter", "gate", "digit", "class" */
	noun: string
	/** "neuron 3", "class 3", "forget gate" */
	name: (picture: number) => string
	/** What stands below a picture. */
	caption: (picture: number) => string
	/** What one sees in them. */
	meaning: string
}

const gates: Record<string, readonly string[]> = {
	lstm: ['input gate', 'forget gate', 'candidate', 'output gate'],
	gru: ['update gate', 'reset gate', 'candidate'],
	simpleRnn: ['state']
}

/** Null when the first layer with a kernel reads something else than one picture. */
export function firstWeights(
	rows: readonly LayerRow[],
	layers: readonly Layer[],
	tensors: readonly NamedTensor[],
	facts: DataFacts
): FirstWeights | null {
	const index = layers.findIndex(({ kind }) => kind === 'dense' || kind === 'conv2d' || kind in gates)
	const layer = layers[index]
	const of = (name: string) => tensors.find((tensor) => tensor.name === `${index + 1}-${layer?.kind}/${name}`)
	const kernel = of('kernel')
	if (!layer || !kernel) return null
	const bias = of('bias')?.values ?? null
	const name = layerNames(rows)[index + 1] ?? layer.kind
	switch (layer.kind) {
		case 'dense':
			return denseWeights(
				name,
				kernel,
				bias,
				pictureBefore(rows, index, facts),
				index === layers.length - 1 ? facts : null
			)
		case 'conv2d': {
			const [height = 0, width = 0, channels = 0, filters = 0] = kernel.shape
			if (channels !== 1) return null
			return {
				layer: name,
				pictures: channelPictures(kernel.values, height, width, filters),
				bias,
				noun: 'filter',
				name: (picture) => `filter ${picture}`,
				caption: String,
				meaning: `Each picture is one filter, a ${height} × ${width} pattern that slides over the image. Orange: ink here makes the filter answer more. Blue: ink here makes it answer less.`
			}
		}
		default:
			return gateWeights(name, kernel, bias, gates[layer.kind] ?? [])
	}
}

function denseWeights(
	layer: string,
	{ shape, values }: NamedTensor,
	bias: Float32Array | null,
	[height, width]: readonly [number, number],
	/** What the neurons stand for, where they are the answer. */
	answers: DataFacts | null
): FirstWeights | null {
	const [inputs = 0, units = 0] = shape
	if (height * width !== inputs) return null
	const noun = answers ? (readsDigits(answers) ? 'digit' : 'class') : 'neuron'
	const name = (picture: number) => `${noun} ${answers ? nameOf(answers.classes, picture) : picture}`
	return {
		layer,
		pictures: channelPictures(values, height, width, units),
		bias,
		noun,
		name,
		caption: answers ? name : String,
		meaning: answers
			? `Each picture is the template of one ${noun}. Orange: ink here speaks for the ${noun}. Blue: ink here speaks against it. Neutral: it does not matter.`
			: 'Each picture is what one neuron looks for. Orange: ink here makes the neuron answer more. Blue: ink here makes it answer less. Neutral: it does not matter.'
	}
}

/** features × (gates · units): a picture for each gate, a column for each unit. */
function gateWeights(
	layer: string,
	{ shape, values }: NamedTensor,
	bias: Float32Array | null,
	names: readonly string[]
): FirstWeights {
	const [features = 0, all = 0] = shape
	const units = all / names.length
	const means = names.map((_, gate) => {
		const own = [...(bias ?? [])].slice(gate * units, (gate + 1) * units)
		return own.reduce((sum, value) => sum + value, 0) / units
	})
	const name = (picture: number) => names[picture] ?? ''
	return {
		layer,
		pictures: {
			values,
			count: names.length,
			width: units,
			height: features,
			stride: { picture: units, row: all, column: 1 }
		},
		bias: bias && Float32Array.from(means),
		noun: 'gate',
		name,
		caption: name,
		meaning: `The layer reads the image row by row. Each column is one of its ${units} units, each line one of the ${features} pixels of a row, from left (top) to right (bottom). Orange: ink at this pixel pushes the unit up. Blue: it pushes it down.`
	}
}

/** The picture that was laid out in a row before a dense layer. */
function pictureBefore(rows: readonly LayerRow[], index: number, { image }: DataFacts): readonly [number, number] {
	for (let row = index; row >= 0; row--) {
		const [height = 0, width = 0, channels] = rows[row]?.output ?? []
		if (channels !== undefined) return channels === 1 ? [height, width] : [0, 0]
	}
	return [image[0], image[1]]
}
