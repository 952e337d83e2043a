import type { Layer } from '../../../../shared/layers.ts'
import { join, split } from '../arrays.ts'
import type { Value } from '../graph.ts'
import { addAll, addBias, biasSlope, matMul } from '../ops.ts'
import { activate } from './activation.ts'
import type { Pass } from './pass.ts'

type Dense = Pick<Extract<Layer, { kind: 'dense' }>, 'activation' | 'useBias'>

/**
 * y = a(xW + b): ∂L/∂W = xᵀ δ, ∂L/∂b = Σ δ, ∂L/∂x = δ Wᵀ with δ = ∂L/∂y · a′ (Bishop 2006, section 5.3). W may be given in
 * pieces, one below the other: xW = Σ xₖWₖ with the columns of x that belong to each.
 */
export function dense(layer: Dense, x: Value, weights: readonly Value[]): Pass {
	const [first, ...others] = layer.useBias ? weights.slice(0, -1) : weights
	if (!first) throw new Error('dense has no kernel')
	const kernel: [Value, ...Value[]] = [first, ...others]
	const inputs = split(x, kernel.length)
	const product = addAll(inputs.map((input, at) => matMul(input, kernel[at] ?? first)))
	const behind = behindProduct(layer, product, layer.useBias ? weights.at(-1) : undefined)
	return {
		output: behind.output,
		backward(slope, wanted) {
			const { input: delta, weights: byBias } = behind.backward(slope, true)
			if (!delta) throw new Error('a product has a slope')
			const byKernel = inputs.map((input) => matMul(input, delta, { transposeA: true }))
			const back = (piece: Value) => matMul(delta, piece, { transposeB: true })
			return {
				input: wanted ? join([back(first), ...others.map(back)]) : null,
				weights: [...byKernel, ...byBias]
			}
		}
	}
}

/** The same from the product on, which is its input: a(p + b). */
export function behindProduct({ activation }: Pick<Dense, 'activation'>, product: Value, bias?: Value): Pass {
	const activated = activate(activation, bias ? addBias(product, bias) : product)
	return {
		output: activated.output,
		backward(slope, wanted) {
			const delta = activated.backward(slope)
			return { input: wanted ? delta : null, weights: bias ? [biasSlope(delta)] : [] }
		}
	}
}
