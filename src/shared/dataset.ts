import { z } from 'zod'

/** The largest side of an image, in pixels, and the most classes: a label is a byte. */
export const largest = { side: 256, classes: 256 } as const

/** The id of a data set: its folder's name, and what a recipe calls it. */
export const dataSetId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
/** What a person calls it, or one of its classes. */
export const dataSetName = z.string().trim().min(1).max(80)

const side = z.int().min(1).max(largest.side)
const counts = z.array(z.int().min(0).max(100_000_000)).min(2).max(largest.classes)

/**
 * What a data set is, but for its pixels. The recipe of a run carries it, so that the run can be understood, checked and
 * carried to another lab without them.
 */
export const dataFacts = z.strictObject({
	name: dataSetName,
	/** height, width, 1: grey. */
	image: z.tuple([side, side, z.literal(1)]),
	/** What each class is called; a label is a place in this list. */
	classes: z.array(dataSetName).min(2).max(largest.classes),
	/** How many images there are of each class. */
	training: counts,
	test: counts,
	/** Of the four IDX files' sha256, joined by commas, in MNIST's order. */
	sha256: z.string().regex(/^[\da-f]{64}$/)
})
export type DataFacts = z.infer<typeof dataFacts>

/** A data set as a list shows it. */
export interface DataSetRow extends DataFacts {
	id: string
	/** Where it comes from: "4 IDX files: train-images-idx3-ubyte.gz, …". */
	source: string
	/** What a person should know of it: where its test images come from, what was left out. */
	notes: string[]
	/** When it was imported, ISO 8601, UTC; null for the one that comes with the lab. */
	imported: string | null
}

export const mnistId = 'mnist'

/** Handwritten digits (LeCun, Cortes and Burges 1998), which come with the lab. */
export const mnist: DataFacts = {
	name: 'MNIST',
	image: [28, 28, 1],
	classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
	training: [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
	test: [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
	sha256: '121959e436e43d4e062b2dca58cdc0d4d605cad0524627e858d05ee9308c3d41'
}

/** The part of a recipe that says what is learned from. */
export interface DataChoice {
	set: string
	of?: DataFacts | undefined
}

const choiceIn = z.object({ set: z.string(), of: dataFacts.optional() })

/** What is learned from, read from the `data` of a recipe that may be half typed; MNIST where it does not say. */
export function dataIn(data: unknown): DataChoice {
	const parsed = choiceIn.safeParse(data)
	return parsed.success ? parsed.data : { set: mnistId }
}

/** What the data set of a recipe is. MNIST is known; any other one is described in the recipe. */
export const factsOf = ({ of }: DataChoice): DataFacts => of ?? mnist

/** How many images. */
export const total = (perClass: readonly number[]): number => perClass.reduce((sum, images) => sum + images, 0)

/** "28 × 28 pixels, 10 classes, 60,000 + 10,000 images" needs these: height × width. */
export const pixelsOf = ({ image: [height, width] }: Pick<DataFacts, 'image'>): number => height * width

/** Whether its images are handwritten digits of 28 × 28, which is what pictures of one's own are read for. */
export const readsDigits = ({ image: [height, width], classes }: DataFacts): boolean =>
	height === 28 && width === 28 && classes.length === 10 && classes.every((name, label) => name === String(label))

/** The description that lies beside an imported data set's files. A later form gets the next number. */
export const dataSetFile = dataFacts.extend({
	format: z.literal(1),
	source: z.string().max(2000),
	notes: z.array(z.string().max(2000)).max(100),
	imported: z.iso.datetime()
})
export type DataSetFile = z.infer<typeof dataSetFile>
