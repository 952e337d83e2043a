import type { Recipe } from '../../shared/recipe.ts'

/** What is remembered from epoch to epoch; null where no validation loss has been seen yet. */
export interface Watched {
	lowest: number | null
	/** What the next losses must undercut. */
	reference: number | null
	/** Epochs that did not. */
	waited: number
}

/** Follows the validation loss: which epoch is the best so far, and whether patience has run out. */
export interface Watch {
	/** Takes the validation loss of the next epoch (null: none is kept). */
	see(valLoss: number | null): { best: boolean; enough: boolean }
	/** Whether patience had run out already when the last epoch was seen. */
	isEnough(): boolean
	remembers(): Watched
}

/**
 * Best is the lowest loss, the first of equals. Patience counts epochs that do not undercut the reference by `minDelta`
 * (Keras's rule). Goes on from what an earlier watch remembered.
 */
export function watch(
	rule: Recipe['earlyStopping'],
	from: Watched = { lowest: null, reference: null, waited: 0 }
): Watch {
	let { lowest, reference, waited } = from
	const isEnough = () => rule.kind === 'patience' && waited >= rule.patience
	return {
		see(valLoss) {
			if (valLoss === null) return { best: false, enough: false }
			const best = lowest === null || valLoss < lowest
			if (best) lowest = valLoss
			if (rule.kind === 'patience') {
				if (reference === null || valLoss < reference - rule.minDelta) {
					reference = valLoss
					waited = 0
				} else waited++
			}
			return { best, enough: isEnough() }
		},
		isEnough,
		remembers: () => ({ lowest, reference, waited })
	}
}
