import type { Recipe } from '../../shared/recipe.ts'
import type { NamedTensor } from '../../shared/tensors.ts'
import type { Batch } from './batches.ts'
import { lossOf } from './loss.ts'
import { buildOptimizer } from './optimizer.ts'
import { withRandom, type Random } from './random.ts'
import { tf, type LayersModel, type Tensor, type Variable } from './tf.ts'

export interface Step {
	/** Changes the weights once; `loss` is the batch's mean before the change, `hits` how many images were right. */
	take(batch: () => Batch, learningRate: number, source: Random): { loss: number; hits: number }
	/** The optimizer's state, copied: a step built with it goes on bit for bit. */
	state(): NamedTensor[]
	/** Frees the optimizer's state; the model is the caller's. */
	dispose(): void
}

/** Stochastic gradient descent on `model`: predict, gradient of the mean loss, let the optimizer change the weights. */
export function trainer(model: LayersModel, recipe: Recipe, state: readonly NamedTensor[] | null = null): Step {
	const variables = model.trainableWeights.map((weight) => weight.read() as Variable)
	const optimizer = buildOptimizer(recipe.optimizer, variables, state)
	return {
		take: (batch, learningRate, source) =>
			withRandom(source, () =>
				tf.tidy(() => {
					const { images, truth } = batch()
					let hits: Tensor | undefined
					const { value, grads } = tf.variableGrads(() => {
						const predicted = model.apply(images, { training: true }) as Tensor
						hits = tf.keep(tf.sum(tf.cast(tf.equal(tf.argMax(predicted, -1), tf.argMax(truth, -1)), 'int32')))
						return tf.mean(lossOf(recipe.loss, truth, predicted))
					}, variables)
					optimizer.apply(grads, learningRate)
					const result = { loss: value.dataSync()[0] ?? NaN, hits: hits?.dataSync()[0] ?? 0 }
					hits?.dispose()
					return result
				})
			),
		state: () => optimizer.state(),
		dispose: () => optimizer.dispose()
	}
}
