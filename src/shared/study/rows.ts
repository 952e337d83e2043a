import type { RecipeProblem } from '../check.ts'
import type { Power, StudyResult } from './result.ts'
import type { Study } from './study.ts'

/**
 * `new`: never started; `going`: this lab trains its runs; `waiting`: it will, when it is done with another study;
 * `paused`: it waits for a person; `done`: nothing is left to train.
 */
export type StudyState = 'new' | 'going' | 'waiting' | 'paused' | 'done'

/** Whether it goes on without anybody asking. */
export const isUnderway = (state: StudyState) => state === 'going' || state === 'waiting'

/** What a person expected, and how much was known then. */
export interface Expected {
	text: string
	/** When it was written, ISO 8601, UTC. */
	written: string
	/** How many of the study's runs had finished by then. */
	known: number
}

/** What a list shows of a study. */
export interface StudyRow {
	id: number
	name: string
	question: string
	state: StudyState
	/** Why it waits, when that was not a person's wish. */
	problem: string | null
	/** Runs in all, those that have finished, and those that failed and would fail again. */
	runs: number
	done: number
	failed: number
	/** Of training what is left, from the runs that are done; null until one is. */
	secondsLeft: number | null
	/** ISO 8601, UTC. */
	created: string
}

/** A run of a study, or the place where one is missing. */
export interface StudyRun {
	run: number | null
	status: 'missing' | 'waiting' | 'training' | 'finished' | 'cut off' | 'failed'
}

export interface StudyDetail extends StudyRow {
	study: Study
	expected: Expected | null
	/** Setting by setting, in the order of the seeds. */
	places: StudyRun[][]
	result: StudyResult
	/** What a person should know before believing the numbers: unlike machines, missing validation images. */
	notes: string[]
}

/** How a setting learned: the mean of its runs after each epoch, and the lowest and highest of them. */
export interface StudyCurve {
	title: string
	points: { epoch: number; mean: number; low: number; high: number }[]
}

/** What is known before a study is started. */
export interface StudyPlan {
	/** What is wrong with it, and where in it; then the rest is empty. */
	problems: RecipeProblem[]
	settings: string[]
	/** How many seeds each setting is trained with. */
	seeds: number
	runs: number
	/** How many of them there are already. */
	done: number
	/** Of training the others one after another, which is the most it takes where some are trained side by side; or why that is not known. */
	time: { kind: 'measured'; seconds: number; atMost: boolean } | { kind: 'unknown'; why: string }
	power: Power | null
}

/** One recipe that is still to be trained, for a machine elsewhere. */
export interface StudyJob {
	place: number
	title: string
	recipe: Study['base']
}
