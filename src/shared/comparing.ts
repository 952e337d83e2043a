import type { Interval } from './wilson.ts'

/** As many runs as can be told apart on one chart. */
export const mostCompared = 12

/** Below this probability a difference counts as shown. */
export const alpha = 0.05

/** Accuracies that differ by no more than this count as practically the same, unless a person says otherwise: 0.1 points. */
export const usualSameWithin = 0.001

/** How many test images two runs are right on: both of them, the first or the second alone, neither. */
export interface PairedCounts {
	both: number
	onlyFirst: number
	onlySecond: number
	neither: number
}

/** What the test images show of two trained networks. Shares from 0 to 1. */
export interface PairedDifference extends PairedCounts {
	/** Accuracy of the second less that of the first. */
	difference: number
	/** Tango's 95 % score interval of it. */
	interval: Interval
	/** McNemar's test, exact and two-sided, and its mid-p version. */
	exact: number
	midP: number
	/**
	 * How many images more one of them must have alone, with as many disagreements, for the exact test to show a difference;
	 * null where even all of them would not do.
	 */
	netNeeded: number | null
}

export type PairVerdict =
	/** A difference is shown: this run is better. */
	| { kind: 'better'; run: number }
	/** Whatever the difference is, it lies within what counts as practically the same. */
	| { kind: 'same' }
	/** Neither is shown. */
	| { kind: 'open' }

export interface ComparedPair extends PairedDifference {
	first: number
	second: number
	/** The exact probability after Holm's correction for as many pairs as there are. */
	adjusted: number
	verdict: PairVerdict
}

export interface ComparedRun {
	run: number
	name: string
	accuracy: number
	correct: number
	/** Wilson's 95 % interval of the accuracy. */
	interval: Interval
	/** Of the weights that were judged, on images kept aside from training; null where there were none. */
	valAccuracy: number | null
	/** Wilson's 95 % interval of that. */
	valInterval: Interval | null
	parameters: number
	/** What the weights take as float32. */
	bytes: number
	/** Training alone, the sum of its epochs, and what it was trained on. */
	seconds: number
	machine: string
}

/** How well answers do that need no training, or nearly none. */
export interface ComparedBaseline {
	title: string
	correct: number
	accuracy: number
	interval: Interval
	/** The run that it is, for one that is a network. */
	run: number | null
}

export interface RunComparison {
	dataName: string
	/** Test images that all of them were judged by. */
	images: number
	/** How many finished runs of this lab were judged by these images. */
	looks: number
	sameWithin: number
	/** In the order asked for. */
	runs: ComparedRun[]
	/** Every two of them, the earlier asked for first. */
	pairs: ComparedPair[]
	/** Whether any of three or more differ (Cochran 1950); null for two. */
	cochran: { q: number; freedom: number; p: number } | null
	/** The run that was chosen, by validation unless one of them has none. */
	best: { run: number; by: 'validation' | 'test' }
	/** The best and every run that cannot be told from it, in the order asked for; the smallest and the fastest of them. */
	ties: { runs: number[]; smallest: number; fastest: number }
	baselines: ComparedBaseline[]
}
