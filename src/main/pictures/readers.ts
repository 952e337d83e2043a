import type { Box, Step } from '../../shared/pictures.ts'
import type { ReadingSettings } from '../../shared/vision.ts'

/** What the core sees of the threads that read pictures. Every promise may reject with a LabProblem that begins with the file's name. */
export interface Readers {
	/** `file` is copied, not moved. */
	read(file: Uint8Array, name: string, settings: ReadingSettings): Promise<ReadPicture>
	/** One step as a PNG; `digit` is its place in reading order, null for the steps that show the whole picture. */
	step(file: Uint8Array, settings: ReadingSettings, step: Step, digit: number | null): Promise<Uint8Array<ArrayBuffer>>
	close(): Promise<void>
}

export interface ReadPicture {
	/** What is to be kept so that the picture can be read again with the same result: the file itself, or, where that is large, a smaller picture. */
	file: Uint8Array<ArrayBuffer>
	/** WebP, at most 96 × 96. */
	thumbnail: Uint8Array<ArrayBuffer>
	/** "png", "jpeg" … */
	format: string
	/** Of the file as it came, upright, and of what is read, in which the boxes lie. */
	size: { width: number; height: number }
	kept: { width: number; height: number }
	/** "the first of 12 frames" */
	notes: string[]
	/** Null where no ink was found. */
	ink: 'dark' | 'light' | null
	lines: number
	/** In reading order. */
	digits: ReadDigit[]
}

export interface ReadDigit {
	box: Box
	/** 28 × 28 bytes, as a network gets them. */
	field: Uint8Array<ArrayBuffer>
	/** Probably more than one digit. */
	touching: boolean
	stroke: { width: number; change: number }
}
