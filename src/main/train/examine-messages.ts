import type { Part } from '../../shared/bytes.ts'
import type { DataPlaces } from '../data/places.ts'
import type { Layer } from '../../shared/layers.ts'
import type { Shape } from '../../shared/network.ts'
import type { ProblemCode } from '../../shared/problems.ts'
import type { Neighbour } from '../../shared/runs.ts'
import type { Weight } from './initial.ts'

/** What the examiner's thread is started with. */
export interface ExaminerSetup {
	places: DataPlaces
}

/** An image of a data set. */
export interface ImagePlace {
	set: string
	part: Part
	image: number
}

/** A network to look into. */
export interface Examined {
	layers: readonly Layer[]
	/** Height, width and channels of its images. */
	image: Shape
	/** All of them views of one buffer, which is moved. */
	weights: readonly Weight[]
}

/** What the core asks of the examiner. `key` names a network that was opened before and not closed since. */
export type Question =
	| { kind: 'activations'; key: string; of: ImagePlace }
	/** `picture` is an image among the others of its set, or 784 bytes to be compared with MNIST. */
	| { kind: 'nearest'; picture: Uint8Array | ImagePlace; count: number }
	/** `fields` are pictures of 784 bytes, one after another. */
	| { kind: 'answers'; key: string; fields: Uint8Array }
	| { kind: 'likeness'; fields: Uint8Array }
	| { kind: 'heat'; key: string; field: Uint8Array; answer: number }

/** Each `id` is answered once, not always in order; what is opened and closed has no answer. */
export type ExaminerRequest =
	{ kind: 'open'; key: string; network: Examined } | { kind: 'close'; key: string } | (Question & { id: number })

/** What the examiner answers; the buffers are moved. */
export type ExaminerAnswer =
	/** `packTensors`, the input first. */
	| { kind: 'activations'; id: number; bytes: Uint8Array<ArrayBuffer> }
	| { kind: 'nearest'; id: number; neighbours: Neighbour[] }
	/** count × classes, a number for each picture, a number for each pixel. */
	| { kind: 'answers' | 'likeness' | 'heat'; id: number; values: Float32Array<ArrayBuffer> }
	/** `code` is null when it is a fault rather than a person's problem. */
	| { kind: 'refused'; id: number; code: ProblemCode | null; sentence: string }
