import { factsOf } from '../../shared/dataset.ts'
import type { Recipe } from '../../shared/recipe.ts'
import { splitImages } from '../data/split.ts'
import type { DataSet } from '../data/mnist.ts'
import type { Signal } from './engine.ts'
import { epochOf } from './fit.ts'
import { initialWeights } from './initial.ts'
import type { OpenLearner } from './learner.ts'

/**
 * Seconds an epoch takes: up to 0.4 s of batches to warm up, as much again that is timed, and one piece of validation,
 * scaled to a whole epoch. Null when the signal came first.
 */
export function measure(
	open: OpenLearner,
	recipe: Recipe,
	data: DataSet,
	signal: Signal,
	now: () => number
): number | null {
	const { training, validation } = splitImages(recipe, () => undefined)
	const epoch = epochOf(recipe, training, 1)
	const learner = open(recipe, data, initialWeights(recipe.layers, recipe.seed, factsOf(recipe.data).image), null)
	const train = (batches: number, milliseconds: number) => {
		const began = now()
		let taken = 0
		do taken += learner.train(epoch, taken % epoch.batches).batches
		while (now() - began < milliseconds && taken < batches && !signal.aborted)
		return (now() - began) / taken
	}
	try {
		train(5, 400)
		const perStep = train(Infinity, 400)
		const piece = validation.subarray(0, 500)
		const evaluating = now()
		if (piece.length > 0) learner.judge(data.training, piece, signal)
		if (signal.aborted) return null
		const perImage = piece.length > 0 ? (now() - evaluating) / piece.length : 0
		return (epoch.batches * perStep + validation.length * perImage) / 1000
	} finally {
		learner.close()
	}
}
