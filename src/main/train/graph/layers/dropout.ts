import type { Layer } from '../../../../shared/layers.ts'
import type { Value } from '../graph.ts'
import { cast, greaterEqual, multiply } from '../ops.ts'
import type { Pass, Setting } from './pass.ts'

/** Each value is 0 with probability `rate`, else divided by 1 − rate, so that the mean stays (Srivastava et al. 2014). */
export function dropout({ rate }: Extract<Layer, { kind: 'dropout' }>, x: Value, { training, uniform }: Setting): Pass {
	if (!training || rate === 0)
		return { output: x, backward: (slope, wanted) => ({ input: wanted ? slope : null, weights: [] }) }
	const mask = multiply(cast(greaterEqual(uniform(x), rate), 'float32'), 1 / (1 - rate))
	return {
		output: multiply(x, mask),
		backward: (slope, wanted) => ({ input: wanted ? multiply(slope, mask) : null, weights: [] })
	}
}
