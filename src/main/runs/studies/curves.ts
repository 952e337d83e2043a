import { setImmediate as nextTurn } from 'node:timers/promises'
import type { EpochPoint } from '../../../shared/runs.ts'
import type { StudyCurve } from '../../../shared/study/rows.ts'
import type { StudyPlace } from '../../store/studies.ts'
import type { WorkedOut } from './settings.ts'

/** How each setting learned, by its finished runs. Thousands of epochs are read by turns, so that nobody waits for all. */
export async function curvesOf(
	{ titles }: WorkedOut,
	places: readonly StudyPlace[],
	points: (run: number) => EpochPoint[]
): Promise<StudyCurve[]> {
	const curves: StudyCurve[] = []
	for (const [setting, title] of titles.entries()) {
		const byEpoch = new Map<number, number[]>()
		for (const { run, status } of places.filter((place) => place.setting === setting)) {
			if (run === null || status !== 'finished') continue
			for (const { epoch, accuracy, valAccuracy } of points(run)) {
				const there = byEpoch.get(epoch)
				if (there) there.push(valAccuracy ?? accuracy)
				else byEpoch.set(epoch, [valAccuracy ?? accuracy])
			}
		}
		if (byEpoch.size > 0) curves.push({ title, points: [...byEpoch].map(([epoch, all]) => spread(epoch, all)) })
		await nextTurn()
	}
	return curves
}

const spread = (epoch: number, all: readonly number[]) => ({
	epoch,
	mean: all.reduce((sum, value) => sum + value, 0) / all.length,
	low: Math.min(...all),
	high: Math.max(...all)
})
