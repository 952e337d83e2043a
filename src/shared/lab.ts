import { eventIterator, oc, type } from '@orpc/contract'
import { z } from 'zod'
import { works, type Analysing } from './analysis/analysis.ts'
import { verdicts, type Suspects } from './analysis/suspects.ts'
import { dataSetId, dataSetName, mnistId, type DataSetRow } from './dataset.ts'
import { importSettings, incomingId, type DataPreview } from './importing.ts'
import { binRules, type Calibration } from './calibration.ts'
import type { RecipeProblem } from './check.ts'
import { mostCompared, usualSameWithin, type RunComparison } from './comparing.ts'
import type { RunCurves } from './curves.ts'
import { answering, type Answering, type PictureDetail, type PictureRow } from './pictures.ts'
import { recipeSchema } from './recipe.ts'
import type { KeptRecipeFile } from './recipe-files.ts'
import type { About, Estimate, LabEvent, Mistaken, Neighbour, RunDetail, RunRow } from './runs.ts'
import type { Twin } from './twins.ts'
import { studiesContract } from './contract/studies.ts'
import { readingSettings } from './vision.ts'

/** Everything the lab can be asked, through whichever door. What comes in is checked here, once. */

const run = z.int().positive()
const runs = z.array(run).min(1).max(1000)
const picture = z.int().positive()
const pictures = z.array(picture).min(1).max(1000)
/** The number of a digit in its picture, in reading order, from 0. */
const inPicture = z.int().min(0).max(999)
/** The number of an image in its part of a data set, from 0. */
const place = z.int().min(0).max(99_999_999)
const part = z.enum(['training', 'test'])
/** A data set that is looked at. */
const set = dataSetId.default(mnistId)
const name = z.string().trim().min(1).max(200)

/** What a person can write on a run. */
export const runChange = z.strictObject({
	name: name.optional(),
	note: z.string().max(4000).optional(),
	tags: z.array(z.string().trim().min(1).max(40)).max(20).optional(),
	starred: z.boolean().optional(),
	archived: z.boolean().optional()
})
export type RunChange = z.infer<typeof runChange>

const ask = oc.errors({
	/** A LabProblem on its way through a door: `message` is the sentence for the person. */
	PROBLEM: { data: type<{ code: string; fields: RecipeProblem[] }>() }
})

export const labContract = {
	/** What computes here; waits until the training worker has loaded its library. */
	about: ask.output(type<About>()),
	recipes: {
		/** Times a few batches when no run is training; the answer is kept for recipes that cost the same. */
		estimate: ask.input(z.object({ recipe: recipeSchema })).output(type<Estimate>()),
		/** A recipe that was imported with what it came to in another lab (`LabBytes.import`); a run of it is compared in `twins`. */
		file: ask.input(z.object({ file: z.int().positive() })).output(type<KeptRecipeFile>())
	},
	runs: {
		/** Newest first, those numbered below `before`: thousands come in portions, so that nobody waits for all of them. */
		list: ask
			.input(z.object({ before: run.optional(), limit: z.int().min(1).max(1000).default(500) }).prefault({}))
			.output(type<RunRow[]>()),
		get: ask.input(z.object({ run })).output(type<RunDetail>()),
		/** What is needed to lay runs over each other, in the order asked for; those that are not there are left out. */
		curves: ask.input(z.object({ runs: z.array(run).min(1).max(mostCompared) })).output(type<RunCurves[]>()),
		/** Puts a run at the end of the queue; it starts at once when nothing trains. */
		start: ask
			.input(z.object({ recipe: recipeSchema, name: name.optional(), preset: name.nullable().default(null) }))
			.output(type<RunRow>()),
		/**
		 * Puts a run that was cut off (`resumable`) at the end of the queue: it goes on where it was, and comes to the same
		 * bits as if it had not been. Its epochs behind the last one that was kept whole are trained again.
		 * Also takes up one that waits for its turn in no lab that is open.
		 */
		resume: ask.input(z.object({ run })).output(type<RunRow>()),
		/** Ends a training run within a batch and keeps what it has; takes a waiting run out of the queue. */
		stop: ask.input(z.object({ run })).output(type<RunRow>()),
		/** Changes what a person wrote on these runs; all of them or none. */
		edit: ask.input(z.object({ runs, change: runChange })).output(type<RunRow[]>()),
		/** With their epochs and weights. They can be restored for an hour, then they are gone. A training run must be stopped first. */
		remove: ask.input(z.object({ runs })).output(type<{ removed: number[] }>()),
		restore: ask.input(z.object({ runs })).output(type<RunRow[]>()),
		/** Whether it came to what recipe files say of its recipe, and its other finished runs: the newest first, at most 12 each. */
		twins: ask.input(z.object({ run })).output(type<Twin[]>()),
		/** Whether a finished run is as sure as it should be, and what it would cost to let it say that it does not know. */
		calibration: ask.input(z.object({ run, bins: z.enum(binRules).default('width') })).output(type<Calibration>()),
		/** What the test images show of finished runs that were judged by the same ones; `sameWithin` is a share. */
		compare: ask
			.input(
				z.object({
					runs: z.array(run).min(1).max(mostCompared),
					sameWithin: z.number().min(0).max(1).default(usualSameWithin)
				})
			)
			.output(type<RunComparison>()),
		/** The four models of the notebook, their epochs scaled: trains those that are missing, goes on with those that were cut off. */
		notebook: ask.input(z.object({ epochsScale: z.number().min(0.01).max(10).default(1) })).output(type<RunRow[]>())
	},
	images: {
		/**
		 * Which runs take a test image for another class than it is, the newest first: of those that are judged by the same
		 * test images as `run`, or by all of a data set's where none is named. Runs of other data sets say nothing about it.
		 */
		mistakenBy: ask.input(z.object({ run: run.optional(), set, image: place })).output(type<Mistaken[]>()),
		/** The training images of a data set least far from one of its images, the nearest first. */
		nearest: ask
			.input(
				z.object({
					set,
					part: z.enum(['training', 'test']),
					image: place,
					count: z.int().min(1).max(50).default(8)
				})
			)
			.output(type<Neighbour[]>())
	},
	data: {
		/** MNIST, then those that were imported, the newest first. */
		sets: ask.output(type<DataSetRow[]>()),
		/** Reads what was brought (`LabBytes.bring`) and says what it is; `watch` tells how far it is. Nothing is kept yet. */
		preview: ask
			.input(z.object({ incoming: incomingId, settings: importSettings.prefault({}) }))
			.output(type<DataPreview>()),
		/** Keeps what was read as a data set; `classes` gives its classes other names. */
		import: ask
			.input(z.object({ incoming: incomingId, name: dataSetName, classes: z.array(dataSetName).max(256).optional() }))
			.output(type<DataSetRow>()),
		/** Stops reading, and throws away what was brought. */
		discard: ask.input(z.object({ incoming: incomingId })).output(type<{ discarded: string }>()),
		rename: ask.input(z.object({ set: dataSetId, name: dataSetName })).output(type<DataSetRow>()),
		/** For good: runs that learned from it keep their results, and lose its pictures. */
		remove: ask.input(z.object({ set: dataSetId })).output(type<{ removed: string }>()),
		/**
		 * Works out what is to be known of a data set, unless it is kept already, and tells how far it is. Whoever leaves stops
		 * it, if nobody else waits for it. When it is done it lies at its address; see `shared/bytes.ts`.
		 */
		work: ask.input(z.object({ set, work: z.enum(works) })).output(eventIterator(type<Analysing>())),
		/** Of every class, the training image least far from one image, the nearest first. */
		alike: ask.input(z.object({ set, part, image: place })).output(type<Neighbour[]>()),
		/** The images whose labels the finished runs contradict that have not learned from them. */
		suspects: ask.input(z.object({ set }).prefault({})).output(type<Suspects>()),
		/** Keeps what a person says of such an image; null takes it back. */
		judge: ask
			.input(z.object({ set, part, image: place, verdict: z.enum(verdicts).nullable() }))
			.output(type<Suspects>())
	},
	pictures: {
		/** Newest first, those numbered below `before`. */
		list: ask
			.input(z.object({ before: picture.optional(), limit: z.int().min(1).max(1000).default(500) }).prefault({}))
			.output(type<PictureRow[]>()),
		get: ask.input(z.object({ picture })).output(type<PictureDetail>()),
		/** Who answers when nobody is named: the starred run with the best validation accuracy, else the best of all; null before the first one. */
		answering: ask.output(type<Answering | null>()),
		/** Reads pictures anew, answers them and keeps that in place of what was; what is left out stays as it was. */
		again: ask
			.input(z.object({ pictures, settings: readingSettings.optional(), answering: answering.optional() }))
			.output(type<PictureRow[]>()),
		/** What a picture truly says, by hand; null takes it away. */
		label: ask
			.input(
				z.object({
					picture,
					label: z
						.string()
						.regex(/^\d{1,60}$/)
						.nullable()
				})
			)
			.output(type<PictureRow>()),
		/** They can be restored for an hour, then they are gone. */
		remove: ask.input(z.object({ pictures })).output(type<{ removed: number[] }>()),
		restore: ask.input(z.object({ pictures })).output(type<PictureRow[]>()),
		/** The training images least far from one digit of a picture, the nearest first. */
		nearest: ask
			.input(z.object({ picture, digit: inPicture, count: z.int().min(1).max(50).default(3) }))
			.output(type<Neighbour[]>()),
		/**
		 * Which of the 28 × 28 pixels spoke for an answer, row by row: by how much the probability of `answer` falls when
		 * what is around a pixel is covered (occlusion; Zeiler and Fergus 2014).
		 */
		heat: ask
			.input(z.object({ picture, digit: inPicture, run, answer: z.int().min(0).max(9) }))
			.output(type<number[]>())
	},
	/** Planned experiments: see `contract/studies.ts`. */
	studies: studiesContract,
	/** Everything that happens from now on, until the caller ends it. */
	watch: ask.output(eventIterator(type<LabEvent>()))
}
