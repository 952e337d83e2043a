import type { Recipe } from '../../shared/recipe.ts'
import type { Batch } from './batches.ts'
import { lossOf } from './loss.ts'
import { buildOptimizer, setLearningRate } from './optimizer.ts'
import { withRandom, type Random } from './random.ts'
import { tf, type LayersModel, type Tensor, type Variable } from './tf.ts'

export interface Step {
	/** Changes the weights once; `loss` is the batch's mean before the change, `hits` how many images were right. */
	take(batch: () => Batch, learningRate: number, source: Random): { loss: number; hits: number }
	/** Frees the optimizer's state; the model is the caller's. */
	dispose(): void
}

/** Stochastic gradient descent on `model`: predict, gradient of the mean loss, let the optimizer change the weights. */
export function trainer(model: LayersModel, recipe: Recipe): Step {
	const optimizer = buildOptimizer(recipe.optimizer, recipe.learningRate)
	const variables = model.trainableWeights.map((weight) => weight.read() as Variable)
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
					setLearningRate(optimizer, learningRate)
					// tfjs asks for variables where tensors do
					optimizer.applyGradients(grads as Record<string, Variable>)
					const result = { loss: value.dataSync()[0] ?? NaN, hits: hits?.dataSync()[0] ?? 0 }
					hits?.dispose()
					return result
				})
			),
		dispose: () => optimizer.dispose()
	}
}
