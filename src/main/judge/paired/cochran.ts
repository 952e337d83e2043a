import { chiSquareTail } from '../../../shared/chi-square-tail.ts'

/**
 * Cochran's Q (1950): whether any of several runs differ on the same images. `patterns[bits]` counts the images on which
 * just the runs in `bits` are right. Null for fewer than three runs, and p = 1 where they never disagree.
 */
export function cochran(patterns: ArrayLike<number>, runs: number): { q: number; freedom: number; p: number } | null {
	if (runs < 3) return null
	const right = new Float64Array(runs)
	let [all, squares] = [0, 0]
	for (let bits = 0; bits < patterns.length; bits++) {
		const images = patterns[bits] ?? 0
		if (images === 0) continue
		let hits = 0
		for (let run = 0; run < runs; run++) {
			if (!((bits >> run) & 1)) continue
			right[run] = (right[run] ?? 0) + images
			hits++
		}
		all += hits * images
		squares += hits * hits * images
	}
	const between = right.reduce((sum, hits) => sum + hits * hits, 0)
	const within = runs * all - squares
	const q = within === 0 ? 0 : ((runs - 1) * (runs * between - all * all)) / within
	return { q, freedom: runs - 1, p: chiSquareTail(q, runs - 1) }
}
