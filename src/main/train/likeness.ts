import { directedEdges } from './directed-edges.ts'
import { tf, type Tensor2D } from './tf.ts'
import { startWasm } from './wasm.ts'

/** The training images, ready to be compared with. */
export interface Known {
	/**
	 * How like the training image most like it each picture of 28 × 28 bytes is: the cosine of the angle between their
	 * edges (see directed-edges.ts), 0 to 1; 0 for an empty picture.
	 */
	likeness(fields: Uint8Array): Float32Array<ArrayBuffer>
}

/** Every second training image is compared with: the others were left to choose the limit on (judge/unlike.ts). */
export const everySecond = 2
const size = 784
const together = 256

/** `pixels` are all training images, 28 × 28 bytes each. Takes most of a second, and 35 MB. */
export async function openLikeness(pixels: Uint8Array): Promise<Known> {
	await startWasm()
	const known = tf.tidy(() => {
		const parts: Tensor2D[] = []
		const part = new Uint8Array(together * size)
		const images = Math.floor(pixels.length / size / everySecond)
		for (let from = 0; from < images; from += together) {
			const count = Math.min(together, images - from)
			for (let at = 0; at < count; at++) {
				const start = (from + at) * everySecond * size
				part.set(pixels.subarray(start, start + size), at * size)
			}
			parts.push(directedEdges(part.subarray(0, count * size)))
		}
		// a column an image: the other way around the product takes ten times as long
		return tf.keep(tf.transpose(tf.concat(parts)))
	})
	return {
		likeness(fields) {
			const likeness = new Float32Array(fields.length / size)
			for (let from = 0; from < fields.length; from += together * size) {
				const nearest = tf.tidy(() => {
					const edges = directedEdges(fields.subarray(from, from + together * size))
					return tf.matMul(edges, known).max(1).clipByValue(0, 1).dataSync()
				})
				likeness.set(nearest, from / size)
			}
			return likeness
		}
	}
}
