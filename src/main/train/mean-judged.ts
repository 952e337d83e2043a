import { mostLikely } from '../../shared/likely.ts'
import type { Loss } from '../../shared/training.ts'
import type { Judged } from './engine.ts'

/** Keras's epsilon: keeps log away from 0. */
const epsilon = 1e-7

/** The mean of what several networks answered to the images at `places`, judged anew; of a single one, what it is. */
export function meanJudged(
	judged: readonly Judged[],
	loss: Loss,
	labels: Uint8Array,
	places: Uint32Array,
	classes: number
): Judged {
	const [first] = judged
	if (!first) throw new Error('nobody has answered')
	if (judged.length === 1) return first
	const probabilities = new Float32Array(first.probabilities.length)
	for (let at = 0; at < probabilities.length; at++) {
		let sum = 0
		for (const one of judged) sum += one.probabilities[at] ?? NaN
		probabilities[at] = sum / judged.length
	}
	const likely = mostLikely(probabilities, classes)
	let [losses, hits] = [0, 0]
	for (const [row, place] of places.entries()) {
		const label = labels[place] ?? 0
		losses += lossOfAnswer(loss, probabilities.subarray(row * classes, (row + 1) * classes), label)
		if (likely[row] === label) hits++
	}
	return { loss: losses / places.length, accuracy: hits / places.length, probabilities }
}

/** The loss of one image, as loss.ts has it for a batch of tensors. */
export function lossOfAnswer(loss: Loss, predicted: Float32Array, label: number): number {
	const classes = predicted.length
	const log = (share: number) => Math.log(Math.min(Math.max(share, epsilon), 1 - epsilon))
	switch (loss) {
		case 'categoricalCrossentropy':
			return -log(predicted[label] ?? NaN)
		case 'binaryCrossentropy':
			return predicted.reduce((sum, share, digit) => sum - log(digit === label ? share : 1 - share), 0) / classes
		case 'meanSquaredError':
			return predicted.reduce((sum, share, digit) => sum + (Number(digit === label) - share) ** 2, 0) / classes
	}
}
