import type { Activation } from '../../../../shared/layers.ts'
import { join, split } from '../arrays.ts'
import type { Value } from '../graph.ts'
import { add, matMul, multiply, subtract } from '../ops.ts'
import { activate } from './activation.ts'
import type { Cell } from './recurrent.ts'

/**
 * GRU (Cho et al. 2014), which resets before it multiplies, gates in Keras's order: z, r = σ(…), g = a(xW + (r h)R),
 * hₜ = z hₜ₋₁ + (1 − z) g.
 */
export const gru = (activation: Activation, kernel: Value): Cell => {
	const [forUpdate, forReset, forCandidate] = split(kernel, 3)
	if (!forUpdate || !forReset || !forCandidate) throw new Error('a GRU has three gates')
	const forGates = join([forUpdate, forReset])
	return {
		gates: 3,
		states: 1,
		step(sums, [before]) {
			const [update, reset, candidate] = split(sums, 3)
			if (!before || !update || !reset || !candidate) throw new Error('a GRU remembers one thing')
			const [updating, resetting] = split(matMul(before, forGates), 2)
			if (!updating || !resetting) throw new Error('a GRU has two gates')
			const z = activate('sigmoid', add(update, updating))
			const r = activate('sigmoid', add(reset, resetting))
			const left = multiply(r.output, before)
			const g = activate(activation, add(candidate, matMul(left, forCandidate)))
			const next = add(multiply(z.output, before), multiply(subtract(1, z.output), g.output))
			return {
				state: [next],
				backward([slope]) {
					if (!slope) throw new Error('a GRU has a slope')
					const byCandidate = g.backward(multiply(slope, subtract(1, z.output)))
					const byLeft = matMul(byCandidate, forCandidate, { transposeB: true })
					const byUpdate = z.backward(multiply(slope, subtract(before, g.output)))
					const byReset = r.backward(multiply(byLeft, before))
					const byGates = join([byUpdate, byReset])
					const direct = add(multiply(slope, z.output), multiply(byLeft, r.output))
					return {
						sums: join([byUpdate, byReset, byCandidate]),
						state: [add(direct, matMul(byGates, forGates, { transposeB: true }))],
						recurrent: [
							{ from: before, slope: byGates },
							{ from: left, slope: byCandidate }
						]
					}
				}
			}
		}
	}
}
