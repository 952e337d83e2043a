import { factsOf } from '../../shared/dataset.ts'
import { inputShape } from '../../shared/network.ts'
import { isAugmented } from './affine.ts'
import { augmented } from './augment.ts'
import { averagesOf } from './averages.ts'
import { takeBatch } from './batches.ts'
import type { Engine } from './engine.ts'
import { evaluate } from './evaluate.ts'
import { engineOf } from './fit.ts'
import type { OpenLearner } from './learner.ts'
import { buildModel, readWeights } from './model.ts'
import { sideBySide } from './side-by-side.ts'
import { trainer } from './step.ts'
import type { Variable } from './tf.ts'

/** tf.LayersModel, one eager step after another: serves every recipe and is the reference for faster engines. */
export const layersEngine = (now: () => number): Engine => engineOf(sideBySide(openLayers), now)

export const openLayers: OpenLearner = (recipe, data, weights, state) => {
	const { image, classes } = factsOf(recipe.data)
	const model = buildModel(recipe.layers, weights, image)
	const step = trainer(model, recipe, state)
	const learning = model.trainableWeights.map((weight) => weight.read() as Variable)
	const averages = averagesOf(learning, recipe.averaging, state)
	const input = inputShape(recipe.layers, image)
	return {
		train({ order, learningRate, source }, batch) {
			const places = order.subarray(batch * recipe.batchSize, (batch + 1) * recipe.batchSize)
			const change = (pictures: Float32Array) =>
				isAugmented(recipe) ? augmented(recipe.augmentation, pictures, image, source) : pictures
			const take = () => takeBatch(data.training, places, input, classes.length, change)
			const { loss, hits } = step.take(take, learningRate(batch), source)
			averages.follow()
			return { batches: 1, images: places.length, loss: loss * places.length, hits }
		},
		judge: (images, places, signal) => averages.instead(() => evaluate(model, recipe, images, places, signal)),
		weights: () => averages.instead(() => readWeights(model, weights)),
		state: () => [...step.state(), ...averages.state()],
		close() {
			averages.dispose()
			step.dispose()
			model.dispose()
		}
	}
}
