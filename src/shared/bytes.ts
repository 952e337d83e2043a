import type { Work } from './analysis/analysis.ts'
import type { Arriving, PictureRow, Step } from './pictures.ts'
import type { ReportOutline, RunReportForm } from './reporting/outline.ts'
import type { RunRow } from './runs.ts'

/**
 * What travels as bytes, by address, because no typed array survives a call: the same answers through the window's own
 * scheme and over HTTP. Whatever is wrong comes back as JSON, `{ code, sentence }`, with a status of 400 or more.
 */
export interface LabBytes {
	/** The images of a part of a data set, one after another: a byte a pixel, row by row, 0 is background. */
	pixels(set: string, part: Part): Eventually<Uint8Array<ArrayBuffer>>
	/** The pixels of at most `mostImages` of them, in this order. */
	images(set: string, part: Part, images: readonly number[]): Eventually<Uint8Array<ArrayBuffer>>
	/** One byte an image. */
	labels(set: string, part: Part): Eventually<Uint8Array<ArrayBuffer>>
	/** What a finished run answers to the test images: images × classes, float32. */
	probabilities(run: number): Eventually<Uint8Array<ArrayBuffer>>
	/** Where a run's validation images lie among the training images: uint32 each. */
	validation(run: number): Eventually<Uint8Array<ArrayBuffer>>
	/** What a run answered to its validation images after an epoch: the most likely class of each, then the certainty of each in 1/255. */
	predictions(run: number, epoch: number): Eventually<Uint8Array<ArrayBuffer>>
	/** The weights a run was judged with, else its newest: `packTensors`. */
	weights(run: number): Eventually<Uint8Array<ArrayBuffer>>
	/**
	 * What every layer of a run makes of an image, input first: `packTensors`, named as in the summary. "lstm/steps", where
	 * "lstm" gives its last state alone, is its state after every row of the image.
	 */
	activations(run: number, part: Part, image: number): Eventually<Uint8Array<ArrayBuffer>>
	/** A run as a file to keep. */
	download(run: number, form: ExportForm): Eventually<Download>
	/** Every run and every picture as one file, as they are at this moment: a copy of the lab's database. */
	backup(): Eventually<Download>
	/** Takes in what another lab has exported with the form `run` or `digitrecipe`. */
	import(file: Uint8Array): Eventually<Imported>
	/** Reads a picture, answers it and keeps it. */
	picture(file: Uint8Array<ArrayBuffer>, arriving: Arriving): Eventually<PictureRow>
	/** A picture, no larger than 96 × 96: JPEG. */
	thumbnail(picture: number): Eventually<Download>
	/** A step on the way from a picture to what a network gets, as it is read now: PNG. `digit` is null for the steps that show it whole. */
	step(picture: number, step: Step, digit: number | null): Eventually<Download>
	/** What the networks got: digits × 784, in reading order. */
	fields(picture: number): Eventually<Uint8Array<ArrayBuffer>>
	/** A table of the pictures of a batch, or of all: CSV, a row for each digit. */
	pictureTable(batch: string | null): Eventually<Download>
	/** The labelled digits of a batch, or of all, as a data set: a zip with MNIST's own two files and, up to 65,533 digits, a folder of PNG files for each. */
	pictureData(batch: string | null): Eventually<Download>
	/** What has been worked out of a data set, JSON: `Analysis` or `ImageMap`. */
	worked(set: string, work: Work): Eventually<Uint8Array<ArrayBuffer>>
	/** All that is known of a data set as a file to keep: a page that needs nothing beside it, or every number. */
	dataReport(set: string, form: ReportForm): Eventually<Download>
	/** A report of runs as one file: Markdown comes as a zip with its pictures. */
	report(outline: ReportOutline, form: RunReportForm): Eventually<Download>
	/** The same file by file, the document (path "") first; `pictures` is the folder that it looks for its pictures in. */
	reportFiles(outline: ReportOutline, form: RunReportForm, pictures: string): Eventually<ReportFile[]>
	/** Keeps files that are to become a data set, until they are read; answers how many. Asked again, it adds to them. */
	bring(incoming: string, files: AsyncIterable<BroughtFile>): Eventually<number>
	/** The images that the preview of what was brought shows, a byte a pixel. */
	examples(incoming: string): Eventually<Uint8Array<ArrayBuffer>>
}

/** A file of a report: where it lies beside the document. */
export interface ReportFile {
	path: string
	body: Uint8Array<ArrayBuffer>
}

/** A file on its way into the lab: where it lies in its folder, and what is in it. */
export interface BroughtFile {
	path: string
	body: AsyncIterable<Uint8Array>
}

/** So many images are given at once by their numbers: an address holds no more. */
export const mostImages = 500

export const reportForms = ['html', 'json'] as const
export type ReportForm = (typeof reportForms)[number]

type Eventually<T> = T | Promise<T>

export type Part = 'training' | 'test'

/**
 * `run`: everything, to be imported by another lab. `digitrecipe`: the recipe and what the run came to, small, to be
 * trained and compared there; `recipe`: nothing but the recipe. `model`: a zip of TensorFlow.js's model.json and weights.bin, which
 * can be had one by one as well, side by side, so that `tf.loadLayersModel` can be given the address.
 */
export const exportForms = [
	'run',
	'digitrecipe',
	'model',
	'keras',
	'recipe',
	'epochs',
	'predictions',
	'model.json',
	'weights.bin'
] as const
export type ExportForm = (typeof exportForms)[number]

export interface Download {
	/** "mlp-64-run-12.zip" */
	name: string
	type: string
	body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>
}

/** What became of a file that was brought in. */
export type Imported = {
	/** The same for a person. */
	sentence: string
} & (
	| {
			kind: 'run'
			run: RunRow
			/** Whether it had been here and removed, and was only put back. */
			restored: boolean
	  }
	/** `recipe` is the number of the recipe file. */
	| { kind: 'recipe'; recipe: number }
)

/** The largest file that is taken in: the widest network there can be, with everything kept beside it. */
export const largestImport = 2 ** 30
export const tooLarge = `The file is larger than ${largestImport / 2 ** 20} MiB, the most a run can need. Choose a file whose name ends in .digitlab.`

/** The most that is taken at once of a data set's files: EMNIST's largest unpacked is a tenth of it. */
export const largestBrought = 2 ** 33
export const tooLargeBrought = 'The files are larger than 8 GB in all. Bring a part of them, or packed ones.'

export const addresses = {
	pixels: (set: string, part: Part) => `/pixels/${set}/${part}`,
	images: (set: string, part: Part, images: readonly number[]) => `/pixels/${set}/${part}/${images.join('-')}`,
	labels: (set: string, part: Part) => `/labels/${set}/${part}`,
	probabilities: (run: number) => `/runs/${run}/probabilities`,
	validation: (run: number) => `/runs/${run}/validation`,
	predictions: (run: number, epoch: number) => `/runs/${run}/epochs/${epoch}/predictions`,
	weights: (run: number) => `/runs/${run}/weights`,
	activations: (run: number, part: Part, image: number) => `/runs/${run}/activations/${part}/${image}`,
	download: (run: number, form: ExportForm) => `/runs/${run}/export/${form}`,
	backup: '/backup',
	/** POST, the file as the body; the answer is `Imported` as JSON. */
	import: '/runs/import',
	/** POST, files as `packed` puts them together; the answer is how many, as JSON. */
	incoming: (incoming: string) => `/data/incoming/${incoming}`,
	examples: (incoming: string) => `/data/incoming/${incoming}/examples`,
	pictures: '/pictures',
	/** POST, the file as the body; the answer is a `PictureRow` as JSON. */
	picture: (arriving: Arriving) => `/pictures?as=${encodeURIComponent(JSON.stringify(arriving))}`,
	thumbnail: (picture: number, revision: number) => `/pictures/${picture}/thumbnail?revision=${revision}`,
	step: (picture: number, revision: number, step: Step, digit: number | null) =>
		`/pictures/${picture}/steps/${step}${digit === null ? '' : `/${digit}`}?revision=${revision}`,
	fields: (picture: number, revision: number) => `/pictures/${picture}/fields?revision=${revision}`,
	pictureTable: (batch: string | null) =>
		`/pictures/table${batch === null ? '' : `?batch=${encodeURIComponent(batch)}`}`,
	worked: (set: string, work: Work) => `/data/${set}/${work}`,
	dataReport: (set: string, form: ReportForm) => `/data/${set}/report.${form}`,
	/** POST, the outline as JSON. */
	report: (form: RunReportForm) => `/runs/report.${form}`,
	pictureData: (batch: string | null) => `/pictures/data${batch === null ? '' : `?batch=${encodeURIComponent(batch)}`}`
} as const
