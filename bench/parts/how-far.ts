import type { Known } from '../../src/main/train/likeness.ts'

/**
 * How far from the nearest image 98 of 100 pictures are, by the digit that image shows, each half of the way to what it is
 * for all of them together: the numbers in train/likeness.ts.
 */
export function howFar(known: Known, fields: Uint8Array): string {
	const { distances, digits } = known.nearest(fields)
	const within = (some: Float32Array) => some.toSorted()[Math.floor(0.98 * some.length)] ?? 0
	const all = within(distances)
	return Array.from({ length: 10 }, (_, digit) =>
		((within(distances.filter((_, at) => digits[at] === digit)) + all) / 2).toFixed(3)
	).join(', ')
}
