import { z } from 'zod'
import { largest, type DataFacts } from './dataset.ts'
import { choice } from './field.ts'

/** What a person can decide about a data set that is read. */
export const importSettings = z.strictObject({
	/** Height and width that pictures are fitted into; null takes them as they are, and then all must be of one size. */
	size: z
		.tuple([z.int().min(1).max(largest.side), z.int().min(1).max(largest.side)])
		.nullable()
		.default(null),
	transpose: choice({ auto: 'by itself, where it is EMNIST', yes: 'yes', no: 'no' }, 'auto', {
		title: 'Turn the images: rows and columns change places',
		description:
			'EMNIST’s images lie on their side in its files, and are put upright; turn them here where that is wrong.'
	})
})
export type ImportSettings = z.infer<typeof importSettings>

/** Names what is brought together: the files of one data set that is to be. */
export const incomingId = z.uuid()

/** What was found in the files that were brought, before anything is kept. */
export interface DataPreview extends DataFacts {
	/** "IDX", "CSV", "pictures in folders" … */
	format: string
	source: string
	notes: string[]
	/** Files that were left out, and why; the first of them. */
	skipped: { file: string; why: string }[]
	skippedCount: number
	/** The images that are shown: their labels, in the order in which the lab gives their pixels. */
	examples: number[]
}

/** How far the reading is. */
export interface ImportProgress {
	incoming: string
	/** From 0 to 1. */
	share: number
	/** "reading train.csv" */
	doing: string
	images: number
}

/** The most images and bytes of pixels a part of a data set may have: what a file may hold that is read at once. */
export const mostImages = 20_000_000
export const mostBytes = 2_000_000_000
