import type { Marker } from '../../../shared/run-colour.ts'

/** What a curve shows: the page's canvas, the SVG, the PNG and the CSV are all made from this. */
export interface CurveView {
	/** "Accuracy" */
	title: string
	/** Whose: "mlp-64, run 12" */
	subject: string
	measure: Measure
	series: Series[]
	x: Abscissa
	/** The whole x axis. */
	full: Range
	/** The part of it that is looked at; null is all. */
	zoom: Range | null
	/** Whether the y axis is logarithmic. */
	log: boolean
	best: Best | null
}

/** What the x axis counts: epochs, or seconds of training. */
export type Abscissa = 'epoch' | 'time'

export interface Range {
	from: number
	to: number
}

/** What is measured. A loss is 0 or more, an accuracy a share from 0 to 1. */
export interface Measure {
	kind: 'accuracy' | 'loss'
	/** Writes a value, on the axis (short) and in a sentence. */
	say: (value: number, short: boolean) => string
}

/** A value after an epoch. */
export interface Place {
	/** The epoch, or the seconds, as the view's x axis counts. */
	x: number
	y: number
	epoch: number
	/** Since the training began, what lay between its epochs left out. */
	seconds: number
}

export interface Series {
	/** Unique in its view. */
	key: string
	/** What the series that share an epoch's seconds have in common: a run. */
	group: string
	/** "validation", or "mlp-64, run 12" where several runs are shown. */
	name: string
	/** A colour token: "--s1". */
	color: string
	/** Lengths of dashes and gaps, as validation has them; none is a solid line. */
	dash: readonly number[]
	/** The sign of its run where several are shown. */
	marker: Marker | null
	/** As measured, in order. */
	points: Place[]
	/** Drawn instead, with what was measured faint behind. */
	smooth: Place[] | null
	/** Whether it stands before the others or behind one of them. */
	depth: 'front' | 'level' | 'back'
}

/** The epoch with the lowest validation loss, on the curve of this colour. */
export interface Best extends Place {
	color: string
}
