import type { PairedCounts } from '../../../shared/comparing.ts'

/**
 * Adds the images from `from` to before `to`: `patterns[bits]`, of 2 to the number of runs, counts those on which just the
 * runs in `bits` are right. `answers` are the most likely classes, run by run. Everything else is told from these counts.
 */
export function addPatterns(
	patterns: Uint32Array,
	answers: readonly Uint8Array[],
	labels: Uint8Array,
	from: number,
	to: number
): void {
	for (let image = from; image < Math.min(to, labels.length); image++) {
		let bits = 0
		for (const [run, answer] of answers.entries()) if (answer[image] === labels[image]) bits |= 1 << run
		patterns[bits] = (patterns[bits] ?? 0) + 1
	}
}

/** The 2 × 2 table of two of the runs. */
export function pairIn(patterns: Uint32Array, first: number, second: number): PairedCounts {
	const counts = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 }
	for (const [bits, images] of patterns.entries()) {
		const [one, other] = [(bits >> first) & 1, (bits >> second) & 1]
		if (one && other) counts.both += images
		else if (one) counts.onlyFirst += images
		else if (other) counts.onlySecond += images
		else counts.neither += images
	}
	return counts
}
