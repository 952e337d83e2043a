import type { Layer } from '../../../../shared/layers.ts'
import type { Shape } from '../../../../shared/network.ts'
import type { Value } from '../graph.ts'
import { sidesOf } from '../arrays.ts'
import { addBias, biasSlope, wholes } from '../ops.ts'
import { activate } from './activation.ts'
import type { Pass } from './pass.ts'

/**
 * y = a(x ∗ K + b): the slope by the kernel is the input correlated with δ, that by the input is δ convolved with the
 * kernel turned round (Goodfellow, Bengio and Courville 2016, section 9.5), both by TensorFlow's kernels. `shape` is the output's.
 */
export function conv2d(
	{ strides, padding, activation }: Extract<Layer, { kind: 'conv2d' }>,
	x: Value,
	[kernel, bias]: readonly Value[],
	shape: Shape
): Pass {
	if (!kernel) throw new Error('conv2d has no kernel')
	const { graph } = x
	const attributes = {
		T: { type: 'float32' },
		strides: { ints: [1, strides, strides, 1] },
		padding: { string: padding.toUpperCase() },
		data_format: { string: 'NHWC' }
	} as const
	const sums = graph.single('Conv2D', [x, kernel], attributes, { dtype: 'float32', shape })
	const activated = activate(activation, bias ? addBias(sums, bias) : sums)
	return {
		output: activated.output,
		backward(slope, wanted) {
			const delta = activated.backward(slope)
			const byKernel = graph.single('Conv2DBackpropFilter', [x, wholes(graph, kernel.shape), delta], attributes, kernel)
			return {
				input: wanted ? graph.single('Conv2DBackpropInput', [sidesOf(x), kernel, delta], attributes, x) : null,
				weights: bias ? [byKernel, biasSlope(delta)] : [byKernel]
			}
		}
	}
}
