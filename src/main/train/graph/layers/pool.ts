import type { Layer } from '../../../../shared/layers.ts'
import type { Shape } from '../../../../shared/network.ts'
import type { Value } from '../graph.ts'
import type { Pass } from './pass.ts'

/** The largest of every square; on the way back, the place it came from gets the slope. `shape` is the output's. */
export function maxPool2d({ poolSize }: Extract<Layer, { kind: 'maxPool2d' }>, x: Value, shape: Shape): Pass {
	const { graph } = x
	const attributes = {
		T: { type: 'float32' },
		ksize: { ints: [1, poolSize, poolSize, 1] },
		strides: { ints: [1, poolSize, poolSize, 1] },
		padding: { string: 'VALID' },
		data_format: { string: 'NHWC' }
	} as const
	const output = graph.single('MaxPool', [x], attributes, { dtype: 'float32', shape })
	return {
		output,
		backward: (slope, wanted) => ({
			input: wanted ? graph.single('MaxPoolGrad', [x, output, slope], attributes, x) : null,
			weights: []
		})
	}
}
