import { classCount, inputShape } from '../../shared/network.ts'
import { takeBatch } from './batches.ts'
import type { Engine } from './engine.ts'
import { evaluate } from './evaluate.ts'
import { engineOf } from './fit.ts'
import type { OpenLearner } from './learner.ts'
import { buildModel, readWeights } from './model.ts'
import { trainer } from './step.ts'

/** tf.LayersModel, one eager step after another: serves every recipe and is the reference for faster engines. */
export const layersEngine = (now: () => number): Engine => engineOf(openLayers, now)

export const openLayers: OpenLearner = (recipe, data, weights, state) => {
	const model = buildModel(recipe.layers, weights)
	const step = trainer(model, recipe, state)
	const input = inputShape(recipe.layers)
	return {
		train({ order, learningRate, source }, batch) {
			const places = order.subarray(batch * recipe.batchSize, (batch + 1) * recipe.batchSize)
			const images = () => takeBatch(data.training, places, input, classCount)
			const { loss, hits } = step.take(images, learningRate(batch), source)
			return { batches: 1, images: places.length, loss: loss * places.length, hits }
		},
		judge: (images, places, signal) => evaluate(model, recipe, images, places, signal),
		weights: () => readWeights(model, weights),
		state: () => step.state(),
		close() {
			step.dispose()
			model.dispose()
		}
	}
}
