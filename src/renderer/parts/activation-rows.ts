import { count } from '../../shared/format.ts'
import type { Layer } from '../../shared/layers.ts'
import type { LayerRow } from '../../shared/network.ts'
import type { NamedTensor } from '../../shared/tensors.ts'
import { cells, channelPictures, onePicture, type Pictures } from './pictures.ts'
import { summarise } from './summary.ts'

/** What one layer makes of an image, and how it is shown. */
export type ActivationRow = {
	/** "conv2d_1" */
	name: string
	/** "Convolution" */
	type: string
	/** "26 × 26 × 8" */
	shape: string
	values: Float32Array
} & (
	| { kind: 'maps' | 'cells' | 'steps'; pictures: Pictures; facts: Facts }
	/** The last layer: a number for each digit, `shares` when they are probabilities. */
	| { kind: 'answer'; shares: boolean; facts: Facts }
	/** It changes nothing; `why` says so. */
	| { kind: 'quiet'; why: string }
)

export interface Facts {
	least: number
	most: number
	mean: number
	/** The share that is exactly nothing. */
	silent: number
}

export function factsOf(values: Float32Array): Facts {
	let [least, most, sum, silent] = [Infinity, -Infinity, 0, 0]
	for (const value of values) {
		if (value < least) least = value
		if (value > most) most = value
		if (value === 0) silent++
		sum += value
	}
	return { least, most, mean: sum / values.length, silent: silent / values.length }
}

/** From the lab's tensors, the input first, to one row a layer. */
export function activationRows(
	rows: readonly LayerRow[],
	layers: readonly Layer[],
	tensors: readonly NamedTensor[]
): ActivationRow[] {
	const lines = summarise(rows, layers)
	const of = (name: string) => tensors.find((tensor) => tensor.name === name)
	return layers.flatMap((layer, index): ActivationRow[] => {
		const line = lines[index + 1]
		const tensor = line && of(line.name)
		if (!tensor) return []
		const { shape, values } = tensor
		const said = { name: line.name, type: line.type, shape: shape.join(' × '), values }
		if (layer.kind === 'dropout')
			return [{ ...said, kind: 'quiet', why: 'does nothing when a network is used: it works in training alone' }]
		if (layer.kind === 'flatten')
			return [{ ...said, kind: 'quiet', why: `hands on the same ${count(values.length)} numbers in a row` }]
		const facts = factsOf(values)
		if (index === layers.length - 1) {
			const shares = 'activation' in layer && layer.activation === 'softmax'
			return [{ ...said, kind: 'answer', shares, facts }]
		}
		const steps = of(`${line.name}/steps`)
		if (steps) {
			const [rowsRead = 0, units = 0] = steps.shape
			return [{ ...said, kind: 'steps', pictures: onePicture(steps.values, rowsRead, units), facts }]
		}
		const [first = 0, second = 0, channels = 0] = shape
		if (shape.length === 3)
			return [{ ...said, kind: 'maps', pictures: channelPictures(values, first, second, channels), facts }]
		if (shape.length === 2) return [{ ...said, kind: 'steps', pictures: onePicture(values, first, second), facts }]
		return [{ ...said, kind: 'cells', pictures: cells(values), facts }]
	})
}
