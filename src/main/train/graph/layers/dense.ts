import type { Layer } from '../../../../shared/layers.ts'
import type { Value } from '../graph.ts'
import { addBias, biasSlope, matMul } from '../ops.ts'
import { activate } from './activation.ts'
import type { Pass } from './pass.ts'

type Dense = Pick<Extract<Layer, { kind: 'dense' }>, 'activation'>

/** y = a(xW + b): ∂L/∂W = xᵀ δ, ∂L/∂b = Σ δ, ∂L/∂x = δ Wᵀ with δ = ∂L/∂y · a′ (Bishop 2006, section 5.3). */
export function dense(layer: Dense, x: Value, [kernel, bias]: readonly Value[]): Pass {
	if (!kernel) throw new Error('dense has no kernel')
	const behind = behindProduct(layer, matMul(x, kernel), bias)
	return {
		output: behind.output,
		backward(slope, wanted) {
			const { input: delta, weights } = behind.backward(slope, true)
			if (!delta) throw new Error('a product has a slope')
			const byKernel = matMul(x, delta, { transposeA: true })
			return { input: wanted ? matMul(delta, kernel, { transposeB: true }) : null, weights: [byKernel, ...weights] }
		}
	}
}

/** The same from the product on, which is its input: a(p + b). */
export function behindProduct({ activation }: Dense, product: Value, bias?: Value): Pass {
	const activated = activate(activation, bias ? addBias(product, bias) : product)
	return {
		output: activated.output,
		backward(slope, wanted) {
			const delta = activated.backward(slope)
			return { input: wanted ? delta : null, weights: bias ? [biasSlope(delta)] : [] }
		}
	}
}
