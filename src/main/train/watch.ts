import type { Recipe } from '../../shared/recipe.ts'

/** Follows the validation loss: which epoch is the best so far, and whether patience has run out. */
export interface Watch {
	/** Takes the validation loss of the next epoch (null: none is kept). */
	see(valLoss: number | null): { best: boolean; enough: boolean }
}

/** Best is the lowest loss, the first of equals. Patience counts epochs that do not undercut the reference by `minDelta` (Keras's rule). */
export function watch(rule: Recipe['earlyStopping']): Watch {
	let lowest = Infinity
	let reference = Infinity
	let waited = 0
	return {
		see(valLoss) {
			if (valLoss === null) return { best: false, enough: false }
			const best = valLoss < lowest
			if (best) lowest = valLoss
			if (rule.kind === 'off') return { best, enough: false }
			if (valLoss < reference - rule.minDelta) {
				reference = valLoss
				waited = 0
			} else waited++
			return { best, enough: waited >= rule.patience }
		}
	}
}
