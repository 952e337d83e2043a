import type { EpochPoint } from '../../../src/shared/runs.ts'
import { fullRange, seriesMaker, type Line } from '../../../src/renderer/parts/curves/lines.ts'
import { accuracyMeasure } from '../../../src/renderer/parts/curves/measures.ts'
import type { Abscissa, CurveView } from '../../../src/renderer/parts/curves/view.ts'

/** Epochs of two seconds each, with these validation accuracies; training is always .5. */
export const pointsOf = (accuracies: readonly (number | null)[]): EpochPoint[] =>
	accuracies.map((valAccuracy, index) => ({
		epoch: index + 1,
		loss: 1,
		accuracy: 0.5,
		valLoss: valAccuracy === null ? null : 1 - valAccuracy,
		valAccuracy,
		learningRate: 0.01,
		seconds: 2
	}))

export function lineOf(points: EpochPoint[], extra: Partial<Line> = {}): Line {
	const plain = { group: '', color: '--s2', dash: [5, 4], marker: null, depth: 'level' as const }
	return { ...plain, key: 'validation', name: 'validation', points, value: (point) => point.valAccuracy, ...extra }
}

export function viewOf(lines: Line[], extra: Partial<CurveView> = {}, x: Abscissa = 'epoch', weight = 0): CurveView {
	const series = seriesMaker()(lines, x, weight)
	const last = Math.max(...lines.map(({ points }) => points.length))
	const plain = { title: 'Accuracy', subject: 'mlp-64, run 12', measure: accuracyMeasure, zoom: null, log: false }
	return { ...plain, series, x, full: fullRange(series, x, last), best: null, ...extra }
}
