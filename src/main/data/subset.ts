import { at, testPlaces, trainingPlaces, type Subset } from '../../shared/subset.ts'
import type { DataSet, Labelled } from './mnist.ts'

/** The part of a data set that a recipe takes, in the set's order; the set itself where that is all of it. */
export function subsetOf(data: DataSet, wanted: Subset): DataSet {
	// the first so many are taken when the images are divided: nothing need be copied for that
	const training = wanted.classes || wanted.perClass ? trainingPlaces(wanted, data.training.labels) : null
	const test = testPlaces(wanted, data.test.labels)
	return { ...data, training: pick(data.training, training), test: pick(data.test, test) }
}

function pick(from: Labelled, places: Uint32Array | null): Labelled {
	if (!places) return from
	const { height, width, pixels } = from.images
	const size = height * width
	const picked = new Uint8Array(places.length * size)
	for (const [to, place] of places.entries()) picked.set(pixels.subarray(place * size, (place + 1) * size), to * size)
	return { images: { count: places.length, height, width, pixels: picked }, labels: at(from.labels, places) }
}
