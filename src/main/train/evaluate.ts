import type { Labelled } from '../data/mnist.ts'
import { mostLikely } from '../../shared/likely.ts'
import { factsOf } from '../../shared/dataset.ts'
import { inputShape } from '../../shared/network.ts'
import type { Recipe } from '../../shared/recipe.ts'
import { takeBatch } from './batches.ts'
import type { Judged, Signal } from './engine.ts'
import { lossOf } from './loss.ts'
import { tf, type LayersModel, type Tensor } from './tf.ts'

/** Predicts the images at `places`, 500 at a time; null when the signal came first. Dropout is off, averages are used. */
export function evaluate(
	model: LayersModel,
	recipe: Recipe,
	data: Labelled,
	places: Uint32Array,
	signal: Signal
): Judged | null {
	const { image, classes } = factsOf(recipe.data)
	const input = inputShape(recipe.layers, image)
	const classCount = classes.length
	const probabilities = new Float32Array(places.length * classCount)
	let loss = 0
	let hits = 0
	for (let from = 0; from < places.length; from += 500) {
		if (signal.aborted) return null
		const chunk = places.subarray(from, from + 500)
		tf.tidy(() => {
			const { images, truth } = takeBatch(data, chunk, input, classCount)
			const predicted = model.apply(images, { training: false }) as Tensor
			loss += tf.sum(lossOf(recipe.loss, truth, predicted)).dataSync()[0] ?? 0
			probabilities.set(predicted.dataSync(), from * classCount)
		})
	}
	for (const [row, likely] of mostLikely(probabilities, classCount).entries())
		if (likely === data.labels[places[row] ?? 0]) hits++
	return { loss: loss / places.length, accuracy: hits / places.length, probabilities }
}
