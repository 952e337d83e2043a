import type { PixelPictures } from '../../../shared/analysis/analysis.ts'
import type { Labelled } from '../mnist.ts'

export interface PixelsFound {
	classes: PixelPictures[]
	all: PixelPictures
	/** How many pixels are background in every image. */
	neverLit: number
	/** How often each of the 256 values occurs. */
	histogram: number[]
}

/**
 * Mean, median and standard deviation of every pixel, for each class and for all, from how often each pixel has each
 * value: 256 counts a pixel, for one class at a time. A class without images is background.
 */
export function pixelPictures({ images, labels }: Labelled, classes: number): PixelsFound {
	const size = images.height * images.width
	const all = new Uint32Array(size * 256)
	const one = new Uint32Array(size * 256)
	const pictures = Array.from({ length: classes }, (_, label) => {
		one.fill(0)
		for (let image = 0; image < images.count; image++)
			if (labels[image] === label)
				for (let pixel = 0; pixel < size; pixel++) {
					const cell = pixel * 256 + (images.pixels[image * size + pixel] ?? 0)
					one[cell] = (one[cell] ?? 0) + 1
				}
		for (let cell = 0; cell < one.length; cell++) all[cell] = (all[cell] ?? 0) + (one[cell] ?? 0)
		return picturesOf(one)
	})
	const histogram = Array.from({ length: 256 }, (_, value) => {
		let sum = 0
		for (let pixel = 0; pixel < size; pixel++) sum += all[pixel * 256 + value] ?? 0
		return sum
	})
	let neverLit = 0
	for (let pixel = 0; pixel < size; pixel++) if (all[pixel * 256] === images.count) neverLit++
	return { classes: pictures, all: picturesOf(all), neverLit, histogram }
}

function picturesOf(counts: Uint32Array): PixelPictures {
	const found: PixelPictures = { mean: [], median: [], deviation: [] }
	for (let from = 0; from < counts.length; from += 256) {
		let [count, sum, squares] = [0, 0, 0]
		for (let value = 0; value < 256; value++) {
			const times = counts[from + value] ?? 0
			count += times
			sum += times * value
			squares += times * value * value
		}
		const mean = count === 0 ? 0 : sum / count
		found.mean.push(mean)
		found.deviation.push(count === 0 ? 0 : Math.sqrt(Math.max(0, squares / count - mean * mean)))
		found.median.push(
			(valueAt(counts, from, Math.ceil(count / 2)) + valueAt(counts, from, Math.floor(count / 2) + 1)) / 2
		)
	}
	return found
}

/** The value that stands at a place, from 1, when all of a pixel's values are put in order. */
function valueAt(counts: Uint32Array, from: number, place: number): number {
	let before = 0
	for (let value = 0; value < 256; value++) {
		before += counts[from + value] ?? 0
		if (before >= place) return before === 0 ? 0 : value
	}
	return 0
}
