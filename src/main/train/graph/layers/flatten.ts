import type { Value } from '../graph.ts'
import { reshape, sidesOf } from '../arrays.ts'
import type { Pass } from './pass.ts'

/** The same numbers in one row an image. */
export function flatten(x: Value): Pass {
	const [batch = -1, ...sides] = x.shape
	const length = sides.reduce((product, side) => product * side, 1)
	return {
		output: reshape(x, [batch, length]),
		backward: (slope, wanted) => ({ input: wanted ? reshape(slope, x.shape, sidesOf(x)) : null, weights: [] })
	}
}
