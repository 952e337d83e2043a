import { tf, type Tensor2D } from './tf.ts'
import { startWasm } from './wasm.ts'

/** The training images, ready to be compared with. */
export interface Known {
	/** Cosine of the angle between each picture of 784 bytes and the training image most like it: 0 to 1. */
	likeness(fields: Uint8Array): Float32Array<ArrayBuffer>
}

const compared = 5000
const together = 256

/** `pixels` are images × `size` bytes; the first `compared` are kept. */
export async function openLikeness(pixels: Uint8Array, size: number): Promise<Known> {
	await startWasm()
	const known = tf.tidy(() => tf.keep(directions(pixels.subarray(0, compared * size), size)))
	return {
		likeness(fields) {
			const likeness = new Float32Array(fields.length / size)
			for (let from = 0; from < fields.length; from += together * size) {
				const nearest = tf.tidy(() =>
					tf
						.matMul(directions(fields.subarray(from, from + together * size), size), known, false, true)
						.max(1)
						.dataSync()
				)
				likeness.set(nearest, from / size)
			}
			return likeness
		}
	}
}

/** Each picture as a vector of length 1. */
function directions(fields: Uint8Array, size: number): Tensor2D {
	const pictures = tf.tensor2d(Float32Array.from(fields), [fields.length / size, size])
	return pictures.div<Tensor2D>(pictures.norm(2, 1, true).maximum(1))
}
