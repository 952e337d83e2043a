import type { Lab } from '../../src/main/lab.ts'
import { openBackend } from '../../src/main/train/backend.ts'
import { buildModel } from '../../src/main/train/model.ts'
import { tf, type Tensor } from '../../src/main/train/tf.ts'
import { mostLikely } from '../../src/shared/likely.ts'
import { mnist } from '../../src/shared/dataset.ts'
import { inputShape } from '../../src/shared/network.ts'
import type { RunDetail } from '../../src/shared/runs.ts'
import { unpackTensors } from '../../src/shared/tensors.ts'

/** What a run's network takes fields of 784 bytes for: the most likely digit of each. */
export async function answering(
	lab: Lab,
	{ id, recipe }: RunDetail
): Promise<(fields: readonly Uint8Array[]) => Uint8Array> {
	await openBackend('native')
	const weights = unpackTensors((await lab.bytes.weights(id)).buffer)
	const model = buildModel(recipe.layers, weights, mnist.image)
	const shape = inputShape(recipe.layers, mnist.image)
	return (fields) => {
		const answers = new Uint8Array(fields.length)
		for (let from = 0; from < fields.length; from += 500) {
			const chunk = fields.slice(from, from + 500)
			const values = Float32Array.from(
				chunk.flatMap((field) => [...field]),
				(byte) => byte / 255
			)
			const probabilities = tf.tidy(() => {
				const images = tf.tensor(values, [chunk.length, ...shape])
				return (model.apply(images, { training: false }) as Tensor).dataSync() as Float32Array
			})
			answers.set(mostLikely(probabilities, mnist.classes.length), from)
		}
		return answers
	}
}
