import type { Activation } from '../../../../shared/layers.ts'
import type { Value } from '../graph.ts'
import { add, matMul } from '../ops.ts'
import { activate } from './activation.ts'
import type { Cell } from './recurrent.ts'

/** hₜ = a(xₜW + b + hₜ₋₁R) (Elman 1990). */
export const simpleRnn = (activation: Activation, kernel: Value): Cell => ({
	gates: 1,
	states: 1,
	step(sums, [before]) {
		if (!before) throw new Error('a simple RNN remembers one thing')
		const { output, backward } = activate(activation, add(sums, matMul(before, kernel)))
		return {
			state: [output],
			backward([slope]) {
				const delta = backward(slope ?? output)
				return {
					sums: delta,
					state: [matMul(delta, kernel, { transposeB: true })],
					recurrent: [{ from: before, slope: delta }]
				}
			}
		}
	}
})
