import type { Neighbour } from '../../../shared/runs.ts'
import { nearestImages } from '../nearest.ts'
import type { Subject } from './subject.ts'
import type { Part } from '../../../shared/bytes.ts'

/** Of every class, the training image least far from an image over all pixels, the nearest first; the image itself is left out. */
export function alike({ training, test, classNames }: Subject, part: Part, image: number): Neighbour[] {
	const { images, labels } = training
	const size = images.height * images.width
	const picture = (part === 'training' ? images : test.images).pixels.subarray(image * size, (image + 1) * size)
	return classNames
		.flatMap((_, label): Neighbour[] => {
			const places = [...labels.keys()].filter((place) => labels[place] === label)
			const pixels = new Uint8Array(places.length * size)
			for (const [at, place] of places.entries())
				pixels.set(images.pixels.subarray(place * size, (place + 1) * size), at * size)
			const own = part === 'training' ? places.indexOf(image) : -1
			return nearestImages(pixels, picture, 1, own < 0 ? null : own).map(({ image: at, distance }) => ({
				image: places[at] ?? 0,
				label,
				distance
			}))
		})
		.sort((a, b) => a.distance - b.distance)
}
