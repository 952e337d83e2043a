import { mnistSubject } from '../../../src/main/data/analysis/subject.ts'
import type { Labelled } from '../../../src/main/data/mnist.ts'
import { worldHere } from '../../../src/main/world.ts'

export const mnist = mnistSubject(worldHere({ home: '' }).dataFolder)

/** The images of a part that are wanted, in their order. */
export function only({ images, labels }: Labelled, wanted: (image: number) => boolean): Labelled {
	const places = [...labels.keys()].filter(wanted)
	const size = images.height * images.width
	const pixels = new Uint8Array(places.length * size)
	for (const [at, image] of places.entries())
		pixels.set(images.pixels.subarray(image * size, (image + 1) * size), at * size)
	return {
		images: { ...images, count: places.length, pixels },
		labels: Uint8Array.from(places, (image) => labels[image] ?? 0)
	}
}
