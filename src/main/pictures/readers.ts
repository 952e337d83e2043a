import type { Step } from '../../shared/pictures.ts'
import type { ReadingSettings } from '../../shared/vision.ts'
import type { ReadPicture } from '../vision/read-picture.ts'

export type { ReadDigit, ReadPicture } from '../vision/read-picture.ts'

/** What the core sees of the threads that read pictures. Every promise may reject with a LabProblem that begins with the file's name. */
export interface Readers {
	/** `file` is copied, not moved. */
	read(file: Uint8Array, name: string, settings: ReadingSettings): Promise<ReadPicture>
	/** One step as a PNG; `digit` is its place in reading order, null for the steps that show the whole picture. */
	step(file: Uint8Array, settings: ReadingSettings, step: Step, digit: number | null): Promise<Uint8Array<ArrayBuffer>>
	/** No larger than 96 × 96, as a JPEG. */
	thumbnail(file: Uint8Array): Promise<Uint8Array<ArrayBuffer>>
	close(): Promise<void>
}
