import type { Recipe } from '../../shared/recipe.ts'
import type { Epoch } from './learner.ts'
import { random } from './random.ts'
import { learningRateAt } from './schedule.ts'

/** What the recipe's seed makes of an epoch, the same whether or not training was cut off before it. */
export function epochOf(recipe: Recipe, training: Uint32Array, number: number): Epoch {
	const source = random(recipe.seed, 'epoch', number)
	const order = training.slice()
	if (recipe.shuffle) source.shuffle(order)
	const batches = Math.ceil(training.length / recipe.batchSize)
	const steps = batches * recipe.epochs
	return {
		number,
		order,
		batches,
		source,
		learningRate: (batch) => learningRateAt(recipe, (number - 1) * batches + batch, steps, batches)
	}
}
