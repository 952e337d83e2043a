import type { PixelPictures } from '../../../shared/analysis/analysis.ts'
import { pixelsAt } from '../image-file.ts'
import type { Seen } from './subject.ts'

export interface PixelsFound {
	/** Of the pictures: smaller than the images where those are very large. */
	height: number
	width: number
	classes: PixelPictures[]
	all: PixelPictures
	/** How many pixels are background in every image. */
	neverLit: number
	/** How often each of the 256 values occurs. */
	histogram: number[]
}

/** So many counts are held at once: 128 MB, of MNIST's size all classes of EMNIST. */
const mostCounts = 2 ** 25

/**
 * Mean, median and standard deviation of every pixel, for each class and for all, from how often each pixel has each
 * value: 256 counts a pixel and class, for some classes at a time. A class without images is background. `rest` hears of
 * the share that is done.
 */
export function pixelPictures(
	{ images, labels }: Seen,
	classes: number,
	rest: (share: number) => void = () => undefined
): PixelsFound {
	const { height, width } = images
	const size = height * width
	const all = new Uint32Array(size * 256)
	const together = Math.min(classes, Math.max(1, Math.floor(mostCounts / all.length)))
	const counts = Array.from({ length: together }, () => new Uint32Array(all.length))
	const pictures: PixelPictures[] = []
	for (let first = 0; first < classes; first += together) {
		for (const one of counts) one.fill(0)
		for (let image = 0; image < images.count; image++) {
			const one = counts[(labels[image] ?? 0) - first]
			if (!one) continue
			const pixels = pixelsAt(images, image)
			for (let pixel = 0; pixel < size; pixel++) {
				const cell = pixel * 256 + (pixels[pixel] as number)
				one[cell] = (one[cell] as number) + 1
			}
			if (image % 4096 === 0) rest((first + (together * image) / images.count) / classes)
		}
		for (const one of counts.slice(0, classes - first)) {
			for (let cell = 0; cell < one.length; cell++) all[cell] = (all[cell] as number) + (one[cell] as number)
			pictures.push(picturesOf(one))
		}
	}
	const histogram = Array.from({ length: 256 }, (_, value) => {
		let sum = 0
		for (let pixel = 0; pixel < size; pixel++) sum += all[pixel * 256 + value] ?? 0
		return sum
	})
	let neverLit = 0
	for (let pixel = 0; pixel < size; pixel++) if (all[pixel * 256] === images.count) neverLit++
	return { height, width, classes: pictures, all: picturesOf(all), neverLit, histogram }
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
