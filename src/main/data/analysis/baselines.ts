import type { Baseline } from '../../../shared/analysis/analysis.ts'
import { wilson } from '../../../shared/wilson.ts'
import { pixelsAt } from '../image-file.ts'
import type { Nearest } from './neighbours.ts'
import type { Seen } from './subject.ts'

/** How well some answers do, each the class that an image was taken for. */
export function baseline(
	method: Baseline['method'],
	predicted: Uint8Array,
	labels: Uint8Array,
	classes: number
): Baseline {
	const [right, all] = [new Float64Array(classes), new Float64Array(classes)]
	let correct = 0
	for (const [image, label] of labels.entries()) {
		all[label] = (all[label] ?? 0) + 1
		if (predicted[image] !== label) continue
		right[label] = (right[label] ?? 0) + 1
		correct++
	}
	return {
		method,
		correct,
		count: labels.length,
		interval: wilson(correct, labels.length),
		recall: Array.from(right, (count, label) => (all[label] ? count / all[label] : 0))
	}
}

/** The class with the most votes among the first `k` neighbours of each image; the first of equals, as scikit-learn has it. */
export function vote({ k: kept, places }: Nearest, k: number, labels: Uint8Array, classes: number): Uint8Array {
	const votes = new Uint16Array(classes)
	return Uint8Array.from({ length: places.length / kept }, (_, image) => {
		votes.fill(0)
		for (let at = image * kept; at < image * kept + k; at++) {
			const place = places[at] ?? -1
			const label = labels[place]
			if (label !== undefined) votes[label] = (votes[label] ?? 0) + 1
		}
		return votes.indexOf(Math.max(...votes))
	})
}

/** The class whose mean image each image is nearest to, over pixels; classes without images are no answer. */
export function nearestMean(
	{ images }: Pick<Seen, 'images'>,
	means: readonly (readonly number[])[],
	counts: readonly number[]
): Uint8Array {
	const there = means.map((mean) => Float64Array.from(mean))
	return Uint8Array.from({ length: images.count }, (_, image) => {
		const pixels = pixelsAt(images, image)
		let [best, least] = [0, Infinity]
		for (const [label, mean] of there.entries()) {
			if (!counts[label]) continue
			let squares = 0
			for (let pixel = 0; pixel < pixels.length && squares < least; pixel++)
				squares += ((pixels[pixel] as number) - (mean[pixel] as number)) ** 2
			if (squares < least) [best, least] = [label, squares]
		}
		return best
	})
}

/** Euclidean distances between mean images of pixel values, over pixels from 0 to 1. */
export const distancesBetween = (means: readonly (readonly number[])[]): number[][] =>
	means.map((one) =>
		means.map(
			(other) => Math.sqrt(one.reduce((sum, value, pixel) => sum + (value - (other[pixel] ?? 0)) ** 2, 0)) / 255
		)
	)
