import type { Activation } from '../../../../shared/layers.ts'
import { join, split } from '../arrays.ts'
import type { Value } from '../graph.ts'
import { add, matMul, multiply } from '../ops.ts'
import { activate } from './activation.ts'
import type { Cell } from './recurrent.ts'

/**
 * LSTM (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000), gates in Keras's order:
 * i, f, o = σ(…), g = a(…), cₜ = f cₜ₋₁ + i g, hₜ = o a(cₜ).
 */
export const lstm = (activation: Activation, kernel: Value): Cell => ({
	gates: 4,
	states: 2,
	step(sums, [before, cell]) {
		if (!before || !cell) throw new Error('an LSTM remembers two things')
		const [forInput, forForget, forCandidate, forOutput] = split(add(sums, matMul(before, kernel)), 4)
		if (!forInput || !forForget || !forCandidate || !forOutput) throw new Error('an LSTM has four gates')
		const i = activate('sigmoid', forInput)
		const f = activate('sigmoid', forForget)
		const g = activate(activation, forCandidate)
		const o = activate('sigmoid', forOutput)
		const next = add(multiply(f.output, cell), multiply(i.output, g.output))
		const shown = activate(activation, next)
		return {
			state: [multiply(o.output, shown.output), next],
			backward([byState, byCell]) {
				if (!byState || !byCell) throw new Error('an LSTM has two slopes')
				const delta = add(byCell, shown.backward(multiply(byState, o.output)))
				const slope = join([
					i.backward(multiply(delta, g.output)),
					f.backward(multiply(delta, cell)),
					g.backward(multiply(delta, i.output)),
					o.backward(multiply(byState, shown.output))
				])
				return {
					sums: slope,
					state: [matMul(slope, kernel, { transposeB: true }), multiply(delta, f.output)],
					recurrent: [{ from: before, slope }]
				}
			}
		}
	}
})
