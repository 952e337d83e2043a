import type { Part } from '../../../shared/bytes.ts'

/** Where a reader puts what it finds. */
export interface Sink {
	/** One image, a byte a pixel, with its label from 0 to 255; `where` names it in a problem. The pixels may be used again. */
	image(part: Part, label: number, pixels: Uint8Array, height: number, width: number, where: string): void
	/** A file that is left out, and why. */
	skip(file: string, why: string): void
	/** Something a person should know. */
	note(sentence: string): void
	/** What the labels are called, where the files say it. */
	names(names: readonly string[]): void
	/** How far it is, from 0 to 1. */
	progress(share: number, doing: string): void
}

/** Which part a file belongs to, by the words in its name. */
export const partOf = (path: string): Part =>
	/(^|[^a-z])(test|t10k|testing)([^a-z]|$)/i.test(path) ? 'test' : 'training'
