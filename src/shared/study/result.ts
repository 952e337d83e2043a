import type { Interval } from '../wilson.ts'
import type { ResponseName } from './responses.ts'

/** What the runs of one setting come to; null where there are too few of them. */
export interface Spread {
	count: number
	mean: number | null
	/** Over n − 1. */
	deviation: number | null
	/** Student's, 95 %; null where all values are equal as well. */
	interval: Interval | null
}

/** A setting held against the base, seed by seed. */
export interface Difference extends Spread {
	/** Of the paired t test, two-sided. */
	p: number | null
	/** The same, corrected for all settings of the study (Holm). The finding goes by this one. */
	holm: number | null
	/** Of the exact sign-flip test, two-sided; null with more than 16 seeds. */
	signFlip: number | null
}

/** Whether what one factor does depends on the other. */
export interface Interaction {
	f: number
	freedom: [number, number]
	p: number
}

/** What so many paired seeds can show. */
export interface Power {
	seeds: number
	alpha: number
	/** In standard deviations of the differences between paired runs: found in 80 of 100 studies. Null with one seed. */
	effect: number | null
	/** The least p a sign-flip test can give: 2 / 2ⁿ. */
	leastSignFlip: number
}

/** One setting with the values of its runs, in the order of the seeds; null where a run is missing. */
export interface SettingResult {
	levels: (number | string)[]
	/** In a few words. */
	title: string
	base: boolean
	values: (number | null)[]
	spread: Spread
	/** To the base; null for the base itself, and in a random search. */
	difference: Difference | null
}

/** What a study has found of one response. */
export interface StudyResult {
	response: ResponseName
	settings: SettingResult[]
	interaction: Interaction | null
	/** At 5 % shared by all comparisons, as Holm's first step has it. */
	power: Power
	/** Standard deviation of the paired differences, pooled over the settings; null before there are any. */
	deviation: number | null
	/** What is found, in sentences that may say that nothing could be shown. */
	finding: string[]
}
