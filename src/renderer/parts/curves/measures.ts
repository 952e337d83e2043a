import { loss, percent } from '../../../shared/format.ts'
import type { Measure } from './view.ts'

export const accuracyMeasure: Measure = {
	kind: 'accuracy',
	say: (value, short) => (short ? `${Number((value * 100).toPrecision(value > 0.999 ? 7 : 4))} %` : percent(value))
}

export const lossMeasure: Measure = {
	kind: 'loss',
	say: (value, short) => (short ? String(Number(value.toPrecision(3))) : loss(value))
}
