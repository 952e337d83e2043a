import { UMAP } from 'umap-js'
import type { ImageMap } from '../../../shared/analysis/analysis.ts'
import { numbersOf } from '../../../shared/draw.ts'
import { compared, mapped, type Rest } from './analyse.ts'
import { nearestPoints, type Points } from './neighbours.ts'
import type { Subject } from './subject.ts'

const seed = 1
const neighbours = 15
const epochs = 300

/**
 * A map of the same images as the one of principal components, drawn by UMAP (McInnes, Healy and Melville 2018; umap-js) from their
 * 50 components and exact neighbours. The same images give the same map.
 */
export function drawMap(subject: Subject, rest: Rest): ImageMap {
	rest('Looking for the principal components', 0)
	const both = compared(subject)
	const at = mapped(both)
	const { size, values } = both.test.points
	const points: Points = { count: at.length, size, values: new Float32Array(at.length * size) }
	for (const [place, one] of at.entries())
		points.values.set(values.subarray(one * size, (one + 1) * size), place * size)
	rest('Looking for neighbours', 0.1)
	const [x, y] = place(points, (share) => rest('Drawing the map', 0.15 + 0.85 * share))
	return { part: 'test', images: at.map((one) => both.test.places[one] ?? 0), x, y }
}

/** Places points on a plane so that neighbours stay neighbours. */
export function place(points: Points, rest: (share: number) => void): [x: number[], y: number[]] {
	const { count, size, values } = points
	const k = Math.min(neighbours, count)
	const near = nearestPoints(points, points, k)
	const rows = <T>(all: ArrayLike<number>, wide: number, each: (value: number) => T) =>
		Array.from({ length: count }, (_, row) => Array.from({ length: wide }, (_, at) => each(all[row * wide + at] ?? 0)))
	const umap = new UMAP({ nNeighbors: k, minDist: 0.1, nEpochs: epochs, random: numbersOf(seed) })
	umap.setPrecomputedKNN(
		rows(near.places, k, (point) => point),
		rows(near.squares, k, Math.sqrt)
	)
	const steps = umap.initializeFit(rows(values, size, (value) => value))
	for (let step = 0; step < steps; step++) {
		umap.step()
		if (step % 5 === 0) rest(step / steps)
	}
	const found = umap.getEmbedding()
	return [found.map(([x = 0]) => x), found.map(([, y = 0]) => y)]
}
