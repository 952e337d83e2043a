import { draw } from '../../../shared/draw.ts'
import { pixelsAt } from '../image-file.ts'
import type { Labelled } from '../mnist.ts'
import type { Seen } from './subject.ts'

/** Some images of a part, in memory, and where in it each stands. */
export interface Some extends Labelled {
	places: Uint32Array
}

/** At most `most` images, drawn by lot with this seed and in their order; all of them where there are no more. */
export function someImages({ images, labels }: Seen, most: number, seed: number): Some {
	const all = Uint32Array.from({ length: images.count }, (_, place) => place)
	const places = images.count <= most ? all : Uint32Array.from(draw([...all], most, seed)).sort()
	const { height, width } = images
	const size = height * width
	const pixels = new Uint8Array(places.length * size)
	for (const [at, place] of places.entries()) pixels.set(pixelsAt(images, place), at * size)
	return {
		images: { count: places.length, height, width, pixels },
		labels: Uint8Array.from(places, (place) => labels[place] ?? 0),
		places
	}
}
