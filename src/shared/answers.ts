import { mostLikely } from './likely.ts'

/** What a network answered to some images, each found at its place. */
export interface Answers {
	/** What the images are. */
	labels: Uint8Array
	/** What they were taken for: the most likely class. */
	predicted: Uint8Array
	/** The probability of that class. */
	confidence: Float32Array
	/** −log of the true class's probability; null where only the most likely class was kept. */
	loss: Float32Array | null
}

/** Keras's epsilon, as in training: a probability of 0 costs 16.1, not infinitely much. */
const epsilon = 1e-7

/** Answers from probabilities, images × classes, and the labels of the same images. */
export function answersOf(probabilities: Float32Array, labels: Uint8Array): Answers {
	const classes = probabilities.length / labels.length
	const predicted = mostLikely(probabilities, classes)
	const probability = (place: number, digit: number) => probabilities[place * classes + digit] ?? 0
	const confidence = new Float32Array(labels.length)
	const loss = new Float32Array(labels.length)
	for (let place = 0; place < labels.length; place++) {
		confidence[place] = probability(place, predicted[place] ?? 0)
		loss[place] = lossFor(probability(place, labels[place] ?? 0))
	}
	return { labels, predicted, confidence, loss }
}

/** −log p, with p from 1e-7 to 1: what one image adds to a categorical cross-entropy. */
export const lossFor = (probability: number) => -Math.log(Math.min(1, Math.max(epsilon, probability)))

/** Answers as they are kept after an epoch: the most likely class of each image, then its probability in 1/255. */
export function epochAnswers(bytes: Uint8Array, labels: Uint8Array): Answers {
	const predicted = bytes.subarray(0, labels.length)
	const confidence = Float32Array.from(bytes.subarray(labels.length, 2 * labels.length), (byte) => byte / 255)
	return { labels, predicted, confidence, loss: null }
}

/** Which answers are looked at; null is any class. */
export interface Choice {
	only: 'mistakes' | 'all'
	/** What the image is. */
	label: number | null
	/** What it was taken for. */
	guess: number | null
}

/** The places of the answers that were chosen, in order. */
export function choose({ labels, predicted }: Answers, { only, label, guess }: Choice): number[] {
	const places: number[] = []
	for (let place = 0; place < labels.length; place++) {
		const [is, taken] = [labels[place], predicted[place]]
		if (only === 'mistakes' && is === taken) continue
		if ((label === null || is === label) && (guess === null || taken === guess)) places.push(place)
	}
	return places
}

/** What answers can be sorted by: the surest first, the costliest first, or by a number from 0 up. */
export const orders = ['confidence', 'loss', 'true', 'as', 'index'] as const
export type Order = (typeof orders)[number]

/** The same places in an order; the surest first among equals, then the first. Loss falls back on confidence where none was kept. */
export function sortPlaces(answers: Answers, places: readonly number[], order: Order): number[] {
	const { labels, predicted, confidence, loss } = answers
	const surest = (a: number, b: number) => (confidence[b] ?? 0) - (confidence[a] ?? 0) || a - b
	const up = (values: Uint8Array, others: Uint8Array) => (a: number, b: number) =>
		(values[a] ?? 0) - (values[b] ?? 0) || (others[a] ?? 0) - (others[b] ?? 0) || surest(a, b)
	switch (order) {
		case 'confidence':
			return places.toSorted(surest)
		case 'loss':
			return places.toSorted(loss ? (a, b) => (loss[b] ?? 0) - (loss[a] ?? 0) || a - b : surest)
		case 'true':
			return places.toSorted(up(labels, predicted))
		case 'as':
			return places.toSorted(up(predicted, labels))
		case 'index':
			return places.toSorted((a, b) => a - b)
	}
}
