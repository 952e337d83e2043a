import type { Interval } from '../wilson.ts'
import type { Shown } from './analysis.ts'

/** What a person says of an image that runs answer otherwise than its label. */
export const verdicts = ['label', 'ambiguous', 'model'] as const
export type Verdict = (typeof verdicts)[number]

export const verdictTitles: Record<Verdict, string> = {
	label: 'label wrong',
	ambiguous: 'ambiguous',
	model: 'model wrong'
}

/** An image whose label runs contradict that have not learned from it. */
export interface Suspect extends Shown {
	/** What most of them take it for. */
	guess: number
	/** How many runs were asked, and how many of them contradict. */
	runs: number
	against: number
	/** From −1 to 1: the certainty of those that contradict, less that of those that agree, over their number and one more. */
	doubt: number
	verdict: Verdict | null
}

/** The accuracy of a run on the test images, on all and without those that a person calls wrongly labelled or ambiguous. */
export interface RunAccuracy {
	run: number
	name: string
	all: Counted
	without: Counted
}

export interface Counted {
	correct: number
	count: number
	/** Wilson's 95 % interval. */
	interval: Interval
}

export interface Suspects {
	/** How many finished runs were asked: of all, those with the best validation accuracy. */
	runs: number
	finished: number
	/** The most suspect first, and after them those that have a verdict and would not be among them. */
	images: Suspect[]
	/** Of how many images, on which runs and label differ, these are the most suspect. */
	contradicted: number
	judged: Record<Verdict, number>
	accuracies: RunAccuracy[]
}
