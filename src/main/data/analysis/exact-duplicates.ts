import type { DuplicateCount, DuplicatePair, Shown } from '../../../shared/analysis/analysis.ts'
import type { Images } from '../idx.ts'

/** The images of both parts, one after the other. */
export interface BothParts {
	training: Images
	test: Images
	/** What an image is, counted through both parts. */
	shown: (place: number) => Shown
}

/** The pixels of an image, counted through both parts. */
export function pixelsOf({ training, test }: BothParts, place: number): Uint8Array {
	const size = training.height * training.width
	return place < training.count
		? training.pixels.subarray(place * size, (place + 1) * size)
		: test.pixels.subarray((place - training.count) * size, (place - training.count + 1) * size)
}

export const noDuplicates = (): DuplicateCount => ({ training: 0, test: 0, across: 0, conflicting: 0, pairs: [] })

/** Counts a pair of images; which pairs are shown is the caller's to choose. */
export function countPair(found: DuplicateCount, { one, other }: DuplicatePair): void {
	found[one.part === other.part ? one.part : 'across']++
	if (one.label !== other.label) found.conflicting++
}

/** So many pairs are shown. */
export const mostShown = 24

/**
 * Images that are alike in every pixel, each with the first that is so; `first` are those that are like none before,
 * `copies` the others by their place, with the place of the first.
 */
export function exactDuplicates(both: BothParts): {
	found: DuplicateCount
	first: number[]
	copies: Map<number, number>
} {
	const found = noDuplicates()
	const copies = new Map<number, number>()
	const known = new Map<number, number[]>()
	const first: number[] = []
	for (let place = 0; place < both.training.count + both.test.count; place++) {
		const pixels = pixelsOf(both, place)
		const sum = checksum(pixels)
		const alike = known.get(sum)
		const twin = alike?.find((before) => isSame(pixelsOf(both, before), pixels))
		if (twin !== undefined) {
			const pair = { one: both.shown(twin), other: both.shown(place), similarity: 1 }
			countPair(found, pair)
			copies.set(place, twin)
			if (found.pairs.length < mostShown) found.pairs.push(pair)
			continue
		}
		first.push(place)
		if (alike) alike.push(place)
		else known.set(sum, [place])
	}
	return { found, first, copies }
}

/** FNV-1a of the bytes (Fowler, Noll and Vo 1991). */
function checksum(bytes: Uint8Array): number {
	let sum = 0x811c9dc5
	for (let place = 0; place < bytes.length; place++) sum = Math.imul(sum ^ (bytes[place] ?? 0), 0x01000193)
	return sum
}

const isSame = (a: Uint8Array, b: Uint8Array) => a.every((value, place) => value === b[place])
