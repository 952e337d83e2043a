import type { Layer } from '../../../../shared/layers.ts'
import type { Value } from '../graph.ts'
import { addBias, biasSlope, matMul } from '../ops.ts'
import { activate } from './activation.ts'
import type { Pass } from './pass.ts'

/** y = a(xW + b): ∂L/∂W = xᵀ δ, ∂L/∂b = Σ δ, ∂L/∂x = δ Wᵀ with δ = ∂L/∂y · a′ (Bishop 2006, section 5.3). */
export function dense(
	{ activation }: Pick<Extract<Layer, { kind: 'dense' }>, 'activation'>,
	x: Value,
	[kernel, bias]: readonly Value[]
): Pass {
	if (!kernel) throw new Error('dense has no kernel')
	const product = matMul(x, kernel)
	const activated = activate(activation, bias ? addBias(product, bias) : product)
	return {
		output: activated.output,
		backward(slope, wanted) {
			const delta = activated.backward(slope)
			const byKernel = matMul(x, delta, { transposeA: true })
			return {
				input: wanted ? matMul(delta, kernel, { transposeB: true }) : null,
				weights: bias ? [byKernel, biasSlope(delta)] : [byKernel]
			}
		}
	}
}
