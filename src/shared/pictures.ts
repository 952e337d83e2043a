import { z } from 'zod'
import { readingSettings, type ReadingSettings } from './vision.ts'

/** Who answers: the first run's answer is the one shown first, unless all of them answer together. */
export const answering = z.strictObject({
	runs: z.array(z.int().positive()).min(1).max(12),
	/** Their answers are averaged, probability by probability, and the mean is the answer. */
	ensemble: z.boolean().default(false)
})
export type Answering = z.infer<typeof answering>

/** How many answers there are to a picture of a digit. */
export const digitCount = 10

/** Where a picture came from. */
export const origins = ['file', 'pasted', 'drawn', 'terminal'] as const
export type Origin = (typeof origins)[number]

/** What a person should know before believing an answer; each has a sentence of its own. */
export interface Doubt {
	/** `unlike`: not like any digit the networks have learned from. `thin`: another digit is nearly as likely. `touching`: probably more than one digit. */
	kind: 'unlike' | 'thin' | 'touching'
	sentence: string
}

/** A rectangle of whole pixels; `right` and `bottom` are the first ones outside. */
export interface Box {
	left: number
	top: number
	right: number
	bottom: number
}

/** Where a box of a picture as it is kept lies in the file as it came, upright: all pixels it touches. */
export function boxInFile(box: Box, { size, kept }: Pick<PictureRow, 'size' | 'kept'>): Box {
	return {
		left: Math.floor((box.left * size.width) / kept.width),
		top: Math.floor((box.top * size.height) / kept.height),
		right: Math.ceil((box.right * size.width) / kept.width),
		bottom: Math.ceil((box.bottom * size.height) / kept.height)
	}
}

/** What a list shows of a digit that was found in a picture. */
export interface DigitRow {
	/** In the picture as it is kept. */
	box: Box
	digit: number
	/** The probability of `digit`, and those of all ten: the first run's, or the ensemble's mean. */
	confidence: number
	probabilities: number[]
	doubts: Doubt[]
}

/** What a list shows of a picture that was read. */
export interface PictureRow {
	id: number
	/** "seven.png", "Drawing" */
	name: string
	origin: Origin
	/** Pictures that came together have the same one. */
	batch: string
	/** ISO 8601, UTC. */
	added: string
	/** Of the file as it came; digits' boxes lie in `kept`, which is smaller where the picture is large. */
	size: { width: number; height: number }
	kept: { width: number; height: number }
	/** In reading order: rows from top to bottom, each from left to right. Empty where no ink was found. */
	digits: DigitRow[]
	/** What it truly says, a figure for each digit ("7", "0171"), and who said so. */
	label: { text: string; from: 'name' | 'folder' | 'hand' } | null
	answering: Answering
	/** What a person should know of how it was read: "the first of 12 frames", "no ink was found". */
	notes: string[]
	/** Grows whenever it is read anew: the addresses of its pictures carry it. */
	revision: number
}

/** One digit with all that can be said of it. */
export interface DigitDetail extends DigitRow {
	/** What each run says, in the order of `answering.runs`; a run that was deleted since keeps its name. */
	answers: { run: number; name: string; probabilities: number[] }[]
	/** How like the training images it is (see judge/unlike.ts; null where they could not be read), and below what it is said to be unlike them. */
	likeness: { value: number | null; limit: number }
	/** How wide its strokes were in the box of 20 × 20, and by how much they were made wider (or, below 0, thinner), in pixels. */
	stroke: { width: number; change: number }
}

export interface PictureDetail extends Omit<PictureRow, 'digits'> {
	settings: ReadingSettings
	/** Whether the ink was found to be darker or lighter than the paper; null where there is none. */
	ink: 'dark' | 'light' | null
	/** How many printed lines were taken out. */
	lines: number
	digits: DigitDetail[]
}

/**
 * The steps from a picture to what a network gets, in order. The first five show the whole picture, the others one digit:
 * `cut` out, made to fit 20 × 20 (`box`), and placed in 28 × 28 (`field`).
 */
export const steps = ['original', 'grey', 'even', 'light', 'ink', 'cut', 'box', 'field'] as const
export type Step = (typeof steps)[number]
export const wholeSteps = steps.slice(0, 5)

/** A file that is to be read, on its way in. */
export const arriving = z.strictObject({
	name: z.string().trim().min(1).max(200),
	origin: z.enum(origins),
	batch: z.string().min(1).max(60),
	label: z
		.object({ text: z.string().regex(/^\d{1,60}$/), from: z.enum(['name', 'folder']) })
		.nullable()
		.default(null),
	/** Null: the lab's choice. */
	answering: answering.nullable().default(null),
	settings: readingSettings.prefault({})
})
export type Arriving = z.infer<typeof arriving>

/** How the names of image files end, those that are looked for in a folder. */
export const imageEndings = ['png', 'jpg', 'jpeg', 'jfif', 'webp', 'gif', 'tif', 'tiff', 'bmp', 'svg', 'avif', 'heic']

/** The largest file that is taken in, in bytes. */
export const largestPicture = 100 * 2 ** 20
export const tooLargePicture = `The file is larger than ${largestPicture / 2 ** 20} MiB. Save the picture smaller and try again.`
