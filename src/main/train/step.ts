import type { Recipe } from '../../shared/recipe.ts'
import type { NamedTensor } from '../../shared/tensors.ts'
import type { Batch } from './batches.ts'
import { lossOf } from './loss.ts'
import { buildOptimizer } from './optimizer.ts'
import { withRandom, type Random } from './random.ts'
import { tf, type LayersModel, type Tensor, type Tensor2D, type Variable } from './tf.ts'

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
	const kernels = variables.filter(({ name }) => /kernel(_\d+)?$/.test(name))
	/** Keras's `kernel_regularizer`: λ Σ w². */
	const penalty = () =>
		recipe.l2 === 0
			? tf.scalar(0)
			: tf.mul(recipe.l2, tf.addN([tf.scalar(0), ...kernels.map((kernel) => tf.sum(tf.square(kernel)))]))
	return {
		take: (batch, learningRate, source) =>
			withRandom(source, () =>
				tf.tidy(() => {
					const { images, truth } = batch()
					let hits: Tensor | undefined
					let loss: Tensor | undefined
					const { grads } = tf.variableGrads(() => {
						const predicted = model.apply(images, { training: true }) as Tensor
						loss = tf.keep(tf.mean(lossOf(recipe.loss, truth, predicted)))
						hits = tf.keep(tf.sum(tf.cast(tf.equal(tf.argMax(predicted, -1), tf.argMax(truth, -1)), 'int32')))
						const target = smoothed(truth, recipe.labelSmoothing)
						return tf.add(tf.mean(lossOf(recipe.loss, target, predicted)), penalty()).asScalar()
					}, variables)
					optimizer.apply(grads, learningRate)
					const result = { loss: loss?.dataSync()[0] ?? NaN, hits: hits?.dataSync()[0] ?? 0 }
					hits?.dispose()
					loss?.dispose()
					return result
				})
			),
		state: () => optimizer.state(),
		dispose: () => optimizer.dispose()
	}
}

/** The truth with a share of it spread over all classes (Szegedy et al. 2016), as Keras has it. */
const smoothed = (truth: Tensor2D, share: number): Tensor =>
	share === 0 ? truth : tf.add(tf.mul(truth, 1 - share), share / (truth.shape[1] || 1))
