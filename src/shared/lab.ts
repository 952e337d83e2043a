import { eventIterator, oc, type } from '@orpc/contract'
import { z } from 'zod'
import type { RecipeProblem } from './check.ts'
import { recipeSchema } from './recipe.ts'
import type { About, Estimate, LabEvent, RunDetail, RunRow } from './runs.ts'

/** Everything the lab can be asked, through whichever door. What comes in is checked here, once. */

const run = z.int().positive()
const name = z.string().trim().min(1).max(200)

const ask = oc.errors({
	/** A LabProblem on its way through a door: `message` is the sentence for the person. */
	PROBLEM: { data: type<{ code: string; fields: RecipeProblem[] }>() }
})

export const labContract = {
	/** What computes here; waits until the training worker has loaded its library. */
	about: ask.output(type<About>()),
	recipes: {
		/** Times a few batches when no run is training; the answer is kept for recipes that cost the same. */
		estimate: ask.input(z.object({ recipe: recipeSchema })).output(type<Estimate>())
	},
	runs: {
		/** Newest first. */
		list: ask.output(type<RunRow[]>()),
		get: ask.input(z.object({ run })).output(type<RunDetail>()),
		/** Puts a run at the end of the queue; it starts at once when nothing trains. */
		start: ask
			.input(z.object({ recipe: recipeSchema, name: name.optional(), preset: name.nullable().default(null) }))
			.output(type<RunRow>()),
		/** Ends a training run within a batch and keeps what it has; takes a waiting run out of the queue. */
		stop: ask.input(z.object({ run })).output(type<RunRow>()),
		/** For good, with its epochs and weights. A training run must be stopped first. */
		remove: ask.input(z.object({ run })).output(type<{ removed: number }>())
	},
	/** Everything that happens from now on, until the caller ends it. */
	watch: ask.output(eventIterator(type<LabEvent>()))
}
