import type { DuplicateCount } from '../../../shared/analysis/analysis.ts'
import { closePairs } from './close-pairs.ts'
import { countPair, mostShown, noDuplicates, pixelsOf, type BothParts } from './exact-duplicates.ts'
import type { Points } from './neighbours.ts'

/** Images this similar are called near duplicates: they are 14 % of their length apart. */
export const nearSimilarity = 0.99

/**
 * Pairs of images whose cosine similarity is `nearSimilarity` or more; none is missed. Unit vectors that similar are at
 * most √(2 − 2 × 0.99) apart, and no farther along some axes: whoever is within that by `directions` (for each place in
 * `places`, the coordinates of its image, of length 1, along orthonormal axes) is compared by its pixels. `inTraining` are
 * the places of test images that are in a pair with a training image.
 */
export function nearDuplicates(
	both: BothParts,
	places: readonly number[],
	directions: Points
): { found: DuplicateCount; inTraining: Set<number> } {
	const found = noDuplicates()
	const inTraining = new Set<number>()
	const keepBest = () => {
		found.pairs.sort((a, b) => b.similarity - a.similarity)
		found.pairs.length = Math.min(found.pairs.length, mostShown)
	}
	closePairs(directions, Math.sqrt(2 - 2 * nearSimilarity), (first, second) => {
		const [a, b] = [places[first] ?? 0, places[second] ?? 0].sort((one, other) => one - other) as [number, number]
		const similarity = cosine(pixelsOf(both, a), pixelsOf(both, b))
		if (similarity < nearSimilarity) return
		const pair = { one: both.shown(a), other: both.shown(b), similarity }
		countPair(found, pair)
		if (pair.one.part !== pair.other.part) inTraining.add(b)
		found.pairs.push(pair)
		if (found.pairs.length > 100 * mostShown) keepBest()
	})
	keepBest()
	return { found, inTraining }
}

/** The cosine of the angle between two images; 0 beside an image without ink. */
function cosine(a: Uint8Array, b: Uint8Array): number {
	let [product, squaresA, squaresB] = [0, 0, 0]
	for (let place = 0; place < a.length; place++) {
		const [one, other] = [a[place] ?? 0, b[place] ?? 0]
		product += one * other
		squaresA += one * one
		squaresB += other * other
	}
	return squaresA === 0 || squaresB === 0 ? 0 : product / Math.sqrt(squaresA * squaresB)
}
