import type { Step } from '../../shared/pictures.ts'
import type { ProblemCode } from '../../shared/problems.ts'
import type { ReadingSettings } from '../../shared/vision.ts'
import type { ReadPicture } from './read-picture.ts'

/** What the core asks of a thread that reads pictures; each `id` is answered once. The file's buffer is moved. */
export type ReaderRequest =
	| { kind: 'read'; id: number; file: Uint8Array<ArrayBuffer>; name: string; settings: ReadingSettings }
	| {
			kind: 'step'
			id: number
			file: Uint8Array<ArrayBuffer>
			settings: ReadingSettings
			step: Step
			digit: number | null
	  }
	| { kind: 'thumbnail'; id: number; file: Uint8Array<ArrayBuffer> }

/** What the thread answers. */
export type ReaderAnswer =
	/** `file` is null where it is the one that came, which the core has. */
	| { kind: 'read'; id: number; picture: Omit<ReadPicture, 'file'>; file: Uint8Array | null }
	/** PNG; the buffer is moved. */
	| { kind: 'step'; id: number; png: Uint8Array<ArrayBuffer> }
	/** The buffer is moved. */
	| { kind: 'thumbnail'; id: number; jpeg: Uint8Array<ArrayBuffer> }
	/** `code` is null when it is a fault rather than a person's problem. */
	| { kind: 'refused'; id: number; code: ProblemCode | null; sentence: string }
