import type { Recipe } from '../../shared/recipe.ts'

/** Where the oneCycle ends, as a share of where it starts: PyTorch's `final_div_factor`. */
const finalDivisor = 1e4

/**
 * The learning rate of training step `step` (from 0) of `steps`, `perEpoch` of them in an epoch.
 * constant: r. step: r · factor^⌊epoch / every⌋. cosine: r · (end + (1 − end)(1 + cos πt) / 2), t from 0 to 1 (Loshchilov
 * and Hutter 2017). oneCycle: half cosines from r / startDivisor up to r and down to that start / 10⁴ (Smith and Topin 2018).
 */
export function learningRateAt(recipe: Recipe, step: number, steps: number, perEpoch: number): number {
	const { learningRate: rate, schedule } = recipe
	const done = steps > 1 ? step / (steps - 1) : 0
	switch (schedule.kind) {
		case 'constant':
			return rate
		case 'step':
			return rate * schedule.factor ** Math.floor(Math.floor(step / perEpoch) / schedule.every)
		case 'cosine':
			return rate * blend(1, schedule.end, done)
		case 'oneCycle': {
			const start = rate / schedule.startDivisor
			if (done < schedule.warmup) return blend(start, rate, done / schedule.warmup)
			return blend(rate, start / finalDivisor, (done - schedule.warmup) / (1 - schedule.warmup))
		}
	}
}

/** From `from` at 0 to `to` at 1 along a half cosine. */
const blend = (from: number, to: number, share: number) => to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2
