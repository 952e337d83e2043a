import { mostLikely } from '../../shared/likely.ts'

/**
 * Whether the answers to the validation images after `epoch` are kept, of `epochs` planned: every epoch up to 100, beyond
 * that every ⌈epochs / 100⌉-th, and the first and the last. That is 101 epochs at most; with 12,000 validation images
 * 24 kB each, so 2.4 MB a run.
 */
export function keepsPredictions(epoch: number, epochs: number): boolean {
	return epoch === 1 || epoch === epochs || epoch % Math.ceil(epochs / 100) === 0
}

/**
 * Answers in two bytes an image: first the most likely class of each, then the probability of each in 1/255, rounded.
 * `probabilities` is images × classes, row by row.
 */
export function packPredictions(probabilities: Float32Array, classes: number): Uint8Array {
	const likely = mostLikely(probabilities, classes)
	// a network that does not end in softmax may answer with more than 1, or less than 0
	const certain = likely.map((guess, row) =>
		Math.round(255 * Math.min(1, Math.max(0, probabilities[row * classes + guess] ?? 0)))
	)
	const bytes = new Uint8Array(2 * likely.length)
	bytes.set(likely)
	bytes.set(certain, likely.length)
	return bytes
}
