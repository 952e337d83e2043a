import type { Shape } from '../../../../shared/network.ts'
import type { Value } from '../graph.ts'
import { reshape, sidesOf } from '../arrays.ts'
import { divide, mean, multiply } from '../ops.ts'
import type { Pass } from './pass.ts'

interface Pooling {
	poolSize: number
}

const windows = (poolSize: number) =>
	({
		T: { type: 'float32' },
		ksize: { ints: [1, poolSize, poolSize, 1] },
		strides: { ints: [1, poolSize, poolSize, 1] },
		padding: { string: 'VALID' },
		data_format: { string: 'NHWC' }
	}) as const

/** The largest of every square; on the way back, the place it came from gets the slope. `shape` is the output's. */
export function maxPool2d({ poolSize }: Pooling, x: Value, shape: Shape): Pass {
	const output = x.graph.single('MaxPool', [x], windows(poolSize), { dtype: 'float32', shape })
	return {
		output,
		backward: (slope, wanted) => ({
			input: wanted ? x.graph.single('MaxPoolGrad', [x, output, slope], windows(poolSize), x) : null,
			weights: []
		})
	}
}

/** The mean of every square; on the way back, each of its places gets an equal share of the slope. */
export function averagePool2d({ poolSize }: Pooling, x: Value, shape: Shape): Pass {
	return {
		output: x.graph.single('AvgPool', [x], windows(poolSize), { dtype: 'float32', shape }),
		backward: (slope, wanted) => ({
			input: wanted ? x.graph.single('AvgPoolGrad', [sidesOf(x), slope], windows(poolSize), x) : null,
			weights: []
		})
	}
}

/** The mean of every channel (Lin, Chen and Yan 2014). */
export function globalAveragePool2d(x: Value): Pass {
	const [, height = 1, width = 1, channels = 1] = x.shape
	return {
		output: mean(mean(x, 2), 1),
		backward(slope, wanted) {
			if (!wanted) return { input: null, weights: [] }
			const share = divide(slope, height * width)
			const ones = x.graph.constant(new Float32Array(height * width).fill(1), [1, height, width, 1])
			return { input: multiply(reshape(share, [-1, 1, 1, channels]), ones), weights: [] }
		}
	}
}
