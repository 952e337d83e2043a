import { oc, type } from '@orpc/contract'
import { z } from 'zod'
import type { RecipeProblem } from '../check.ts'
import { responseNames } from '../study/responses.ts'
import type { StudyCurve, StudyDetail, StudyJob, StudyPlan, StudyRow } from '../study/rows.ts'

/** What the lab can be asked about studies; a part of `lab.ts`. */

const ask = oc.errors({ PROBLEM: { data: type<{ code: string; fields: RecipeProblem[] }>() } })
const study = z.int().positive()
const one = z.object({ study })
/** `shared/study/study.ts` says what it must be, in sentences. */
const written = z.unknown()
const expectation = z.string().trim().max(2000)

export const studiesContract = {
	/** Newest first. */
	list: ask.output(type<StudyRow[]>()),
	/** What it has found so far, of the response it asks for or of another one. */
	get: ask.input(one.extend({ response: z.enum(responseNames).optional() })).output(type<StudyDetail>()),
	/** How each setting learned: accuracy on validation images (training images where there are none) by epoch. */
	curves: ask.input(one).output(type<StudyCurve[]>()),
	/** What is wrong with a study, or how many runs it takes, how long, and what so many seeds can show. */
	plan: ask.input(z.object({ study: written })).output(type<StudyPlan>()),
	/** Keeps it; nothing is trained yet. */
	create: ask.input(z.object({ study: written, expectation: expectation.default('') })).output(type<StudyRow>()),
	/** Trains what is missing, one run after another; goes on where it was when it was paused, stopped, or cut off. */
	start: ask.input(one).output(type<StudyRow>()),
	/** The run that trains goes on to its end, and no other begins. */
	pause: ask.input(one).output(type<StudyRow>()),
	/** The run that trains stops as well; it is continued when the study is. */
	stop: ask.input(one).output(type<StudyRow>()),
	/** More seeds, more levels of a factor, more draws; what is trained already stays and counts. */
	extend: ask
		.input(
			one.extend({
				seeds: z.int().min(1).max(100).optional(),
				levels: z.record(z.string(), z.array(z.union([z.number(), z.string().max(60)])).max(20)).optional(),
				draws: z.int().min(2).max(100).optional()
			})
		)
		.output(type<StudyRow>()),
	/** Writes down what a person expects, with the date and how much was known by then. */
	expect: ask.input(one.extend({ text: expectation })).output(type<StudyDetail>()),
	/** The study alone; its runs stay. */
	remove: ask.input(one).output(type<{ removed: number }>()),
	/** The recipes that are still to be trained. */
	jobs: ask.input(one).output(type<StudyJob[]>()),
	/** Which finished run each of these recipes has here, by recipe hash. */
	trained: ask
		.input(z.object({ hashes: z.array(z.string().regex(/^[\da-f]{64}$/)).max(10_000) }))
		.output(type<Record<string, number>>())
}
