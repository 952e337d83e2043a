import { draw } from '../../../shared/draw.ts'
import type { Labelled } from '../mnist.ts'

/** Some images of a part, and where in it each stands. */
export interface Some extends Labelled {
	places: Uint32Array
}

/** At most `most` images, drawn by lot with this seed and in their order; all of them where there are no more. */
export function someImages({ images, labels }: Labelled, most: number, seed: number): Some {
	if (images.count <= most)
		return { images, labels, places: Uint32Array.from({ length: images.count }, (_, place) => place) }
	const drawn = Uint32Array.from(draw([...Array(images.count).keys()], most, seed)).sort()
	const size = images.height * images.width
	const pixels = new Uint8Array(most * size)
	for (const [at, place] of drawn.entries())
		pixels.set(images.pixels.subarray(place * size, (place + 1) * size), at * size)
	return {
		images: { ...images, count: most, pixels },
		labels: Uint8Array.from(drawn, (place) => labels[place] ?? 0),
		places: drawn
	}
}
