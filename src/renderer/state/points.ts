import type { EpochPoint } from '../../shared/runs.ts'

/** Epochs in order, each number once; what comes later wins, because an epoch may be trained again after a crash. */
export function joinPoints(known: readonly EpochPoint[], later: readonly EpochPoint[]): EpochPoint[] {
	const last = known.at(-1)?.epoch ?? 0
	if (later.every((point, index) => point.epoch === last + index + 1)) return [...known, ...later]
	const byEpoch = new Map([...known, ...later].map((point) => [point.epoch, point]))
	return [...byEpoch.values()].sort((a, b) => a.epoch - b.epoch)
}

/** The epoch with the lowest validation loss; the first of equals. Null without validation images. */
export function bestPoint(points: readonly EpochPoint[]): EpochPoint | null {
	let best: EpochPoint | null = null
	let least = Infinity
	for (const point of points) {
		if (point.valLoss === null || point.valLoss >= least) continue
		best = point
		least = point.valLoss
	}
	return best
}
