import type { Duplicates } from '../../../shared/analysis/analysis.ts'
import type { Compared } from './analyse.ts'
import { directionsOf } from './directions.ts'
import { exactDuplicates, pixelsOf, type BothParts } from './exact-duplicates.ts'
import { nearDuplicates, nearSimilarity } from './near-duplicates.ts'

/** Pairs of images that are the same, or nearly, within training and test and between them. */
export function findDuplicates({ training, test, components }: Compared): Duplicates {
	const split = training.images.count
	const both: BothParts = {
		training: training.images,
		test: test.images,
		shown(place) {
			const [part, some, at] =
				place < split ? (['training', training, place] as const) : (['test', test, place - split] as const)
			return { part, image: some.places[at] ?? 0, label: some.labels[at] ?? 0 }
		}
	}
	const { found, first, copies } = exactDuplicates(both)
	const lengths = Float64Array.from({ length: split + test.images.count }, (_, place) =>
		lengthOf(pixelsOf(both, place))
	)
	const all = directionsOf(components, [training.points, test.points], lengths)
	// one of each that are alike stands for all of them
	const values = new Float32Array(first.length * all.size)
	for (const [at, place] of first.entries())
		values.set(all.values.subarray(place * all.size, (place + 1) * all.size), at * all.size)
	const near = nearDuplicates(both, first, { count: first.length, size: all.size, values })
	const isCopied = ([place, twin]: [number, number]) => place >= split && (twin < split || near.inTraining.has(twin))
	const inTraining = near.inTraining.size + [...copies].filter(isCopied).length
	return { exact: found, near: { ...near.found, similarity: nearSimilarity }, inTraining }
}

/** Of an image as a vector of pixels from 0 to 1. */
function lengthOf(pixels: Uint8Array): number {
	let squares = 0
	for (const value of pixels) squares += value * value
	return Math.sqrt(squares) / 255
}
