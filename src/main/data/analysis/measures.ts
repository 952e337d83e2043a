import { measureNames, type Measure, type MeasureName } from '../../../shared/analysis/analysis.ts'
import { strokeWidth } from '../../vision/distance.ts'
import type { Images } from '../idx.ts'
import { pixelsAt } from '../image-file.ts'
import { byClass } from './by-class.ts'
import { spread } from './spread.ts'
import type { Seen } from './subject.ts'

export type ImageMeasures = Record<MeasureName, number>

/**
 * What can be measured of one image, in pixels unless said otherwise.
 * - ink: the mean of all pixels, a share of full ink.
 * - stroke: how wide the strokes are, of the pixels with half of full ink or more.
 * - slant: by how many degrees the writing leans to the right, from its second moments: atan(−μ₁₁ / μ₀₂), rows counted downwards.
 * - width, height: of the box around all pixels that are not background.
 * - centreX, centreY: the centre of mass, counted from the middle of the image to the right and down.
 * Of an image without ink all are 0.
 */
export function measureImage({ height, width, pixels }: Images, image: number): ImageMeasures {
	const from = image * height * width
	let [mass, sumX, sumY, sumXY, sumYY] = [0, 0, 0, 0, 0]
	let [left, right, top, bottom] = [width, -1, height, -1]
	const mask = { width, height, values: new Uint8Array(height * width) }
	for (let y = 0, place = 0; y < height; y++)
		for (let x = 0; x < width; x++, place++) {
			const value = pixels[from + place] ?? 0
			if (value === 0) continue
			mass += value
			sumX += value * x
			sumY += value * y
			sumXY += value * x * y
			sumYY += value * y * y
			if (x < left) left = x
			if (x > right) right = x
			if (y < top) top = y
			bottom = y
			if (value >= 128) mask.values[place] = 1
		}
	if (mass === 0) return { ink: 0, stroke: 0, slant: 0, width: 0, height: 0, centreX: 0, centreY: 0 }
	const [meanX, meanY] = [sumX / mass, sumY / mass]
	const across = sumXY / mass - meanX * meanY
	const upright = sumYY / mass - meanY * meanY
	return {
		ink: mass / (255 * height * width),
		stroke: strokeWidth(mask),
		slant: upright <= 0 ? 0 : (Math.atan(-across / upright) * 180) / Math.PI,
		width: right - left + 1,
		height: bottom - top + 1,
		centreX: meanX - (width - 1) / 2,
		centreY: meanY - (height - 1) / 2
	}
}

/** How each measure is spread over the images of each class. */
export function measureAll({ images, labels }: Seen, classes: number, rest: (share: number) => void): Measure[] {
	const values = Object.fromEntries(measureNames.map((name) => [name, new Float64Array(images.count)]))
	const one = { count: 1, height: images.height, width: images.width }
	for (let image = 0; image < images.count; image++) {
		const found = measureImage({ ...one, pixels: pixelsAt(images, image) }, 0)
		for (const name of measureNames) {
			const all = values[name]
			if (all) all[image] = found[name]
		}
		if (image % 4096 === 0) rest(image / images.count)
	}
	const places = byClass(labels, classes)
	return measureNames.map((name) => {
		const all = values[name] ?? new Float64Array()
		return {
			name,
			classes: places.map((own) => spread(Float64Array.from(own, (place) => all[place] ?? 0))),
			all: spread(all)
		}
	})
}
