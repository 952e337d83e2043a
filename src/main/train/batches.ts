import type { Labelled } from '../data/mnist.ts'
import type { Shape } from '../../shared/network.ts'
import { tf, type Tensor, type Tensor2D } from './tf.ts'

export interface Batch {
	/** [batch, …input], from 0 to 1. */
	images: Tensor
	/** [batch, classes], one-hot. */
	truth: Tensor2D
}

/** The images at `places` as the network reads them: bytes divided by 255, changed, in the shape of its input. */
export function takeBatch(
	data: Labelled,
	places: Uint32Array,
	input: Shape,
	classes: number,
	change: (pictures: Float32Array) => Float32Array = (pictures) => pictures
): Batch {
	const { height, width, pixels } = data.images
	const size = height * width
	const values = new Float32Array(places.length * size)
	const truth = new Float32Array(places.length * classes)
	for (let row = 0; row < places.length; row++) {
		const place = places[row] ?? 0
		const from = place * size
		const to = row * size
		for (let pixel = 0; pixel < size; pixel++) values[to + pixel] = (pixels[from + pixel] ?? 0) / 255
		truth[row * classes + (data.labels[place] ?? 0)] = 1
	}
	const images = tf.tensor(change(values), [places.length, ...input])
	return { images, truth: tf.tensor2d(truth, [places.length, classes]) }
}
