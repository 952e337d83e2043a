import type { Layer } from '../../../../shared/layers.ts'
import type { Value } from '../graph.ts'
import { multiply, reluSlope, subtract } from '../ops.ts'
import type { Pass, Setting } from './pass.ts'

/** TensorFlow draws numbers from 0 to 1 in steps of this. */
const step = 2 ** -23

/**
 * Each value is 0 with probability `rate`, else divided by 1 − rate, so that the mean stays (Srivastava et al. 2014). It
 * stays where the number drawn for it is at least `rate`: above what lies half a step below the next number that may be drawn.
 * `ReluGrad` lets through what belongs to a number above 0, in one go, where a comparison of so many numbers is shared out
 * among threads.
 */
export function dropout({ rate }: Extract<Layer, { kind: 'dropout' }>, x: Value, { training, uniform }: Setting): Pass {
	if (!training || rate === 0)
		return { output: x, backward: (slope, wanted) => ({ input: wanted ? slope : null, weights: [] }) }
	const above = subtract(uniform(x), (Math.ceil(rate / step) - 0.5) * step)
	const through = (values: Value) => reluSlope(multiply(values, 1 / (1 - rate)), above)
	return {
		output: through(x),
		backward: (slope, wanted) => ({ input: wanted ? through(slope) : null, weights: [] })
	}
}
