import { directedEdges } from './directed-edges.ts'
import { tf, type Tensor2D } from './tf.ts'
import { startWasm } from './wasm.ts'

/** The training images, ready to be compared with. */
export interface Known {
	/**
	 * How like the training image most like it each picture of 28 × 28 bytes is: 1 − d ÷ 2f, not below 0, where d is 1 − the
	 * cosine of the angle between their edges (see directed-edges.ts), and f is how far digits of that kind are at most: 1
	 * for the same picture, ½ for one as far as f.
	 */
	likeness(fields: Uint8Array): Float32Array<ArrayBuffer>
	/** The same without f: d, and the digit that the nearest image shows. */
	nearest(fields: Uint8Array): { distances: Float32Array; digits: Uint8Array }
}

/** Every sixth training image is compared with, which catches nearly as much as all of them and takes a sixth of the time. */
export const comparedEvery = 6

/**
 * How far from the nearest image that is compared with 98 of 100 other training images are, by the digit it shows; half of
 * the way to what it is for all digits together, so that those written otherwise still pass. Ones are all alike, and what
 * is as far from them as one 5 from another is none. `npm run bench -- unlike` measures it.
 */
const far = [0.127, 0.101, 0.147, 0.135, 0.14, 0.14, 0.123, 0.122, 0.139, 0.121]
const size = 784
const together = 256

/** `pixels` are all training images, 28 × 28 bytes each. Takes most of a second, and 35 MB. */
export async function openLikeness(pixels: Uint8Array, labels: Uint8Array): Promise<Known> {
	await startWasm()
	const known = tf.tidy(() => {
		const parts: Tensor2D[] = []
		const part = new Uint8Array(together * size)
		const images = Math.floor(pixels.length / size / comparedEvery)
		for (let from = 0; from < images; from += together) {
			const count = Math.min(together, images - from)
			for (let at = 0; at < count; at++) {
				const start = (from + at) * comparedEvery * size
				part.set(pixels.subarray(start, start + size), at * size)
			}
			parts.push(directedEdges(part.subarray(0, count * size)))
		}
		// a column an image: the other way around the product takes ten times as long
		return tf.keep(tf.transpose(tf.concat(parts)))
	})

	function nearest(fields: Uint8Array) {
		const distances = new Float32Array(fields.length / size)
		const digits = new Uint8Array(distances.length)
		for (let from = 0; from < fields.length; from += together * size) {
			const [cosines, places] = tf.tidy(() => {
				const edges = directedEdges(fields.subarray(from, from + together * size))
				const product = tf.matMul(edges, known)
				return [product.max(1).dataSync(), product.argMax(1).dataSync()]
			})
			for (const [at, place] of places.entries()) {
				distances[from / size + at] = 1 - (cosines[at] ?? 0)
				digits[from / size + at] = labels[place * comparedEvery] ?? 0
			}
		}
		return { distances, digits }
	}

	return {
		nearest,
		likeness(fields) {
			const { distances, digits } = nearest(fields)
			return distances.map((distance, at) => Math.min(1, Math.max(0, 1 - distance / (2 * (far[digits[at] ?? 0] ?? 1)))))
		}
	}
}
