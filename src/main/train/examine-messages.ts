import type { Part } from '../../shared/bytes.ts'
import type { Layer } from '../../shared/layers.ts'
import type { ProblemCode } from '../../shared/problems.ts'
import type { Neighbour } from '../../shared/runs.ts'
import type { Weight } from './initial.ts'

/** What the examiner's thread is started with. */
export interface ExaminerSetup {
	dataFolder: string
}

/** A network to look into. */
export interface Examined {
	layers: readonly Layer[]
	/** All of them views of one buffer, which is moved. */
	weights: readonly Weight[]
}

/** What the core asks of the examiner; each `id` is answered once, in order. */
export type ExaminerRequest =
	/** `network` is null when it is the one that was sent last. */
	| { kind: 'activations'; id: number; network: Examined | null; part: Part; image: number }
	| { kind: 'nearest'; id: number; part: Part; image: number; count: number }

/** What the examiner answers. */
export type ExaminerAnswer =
	/** `packTensors`, the input first; the buffer is moved. */
	| { kind: 'activations'; id: number; bytes: Uint8Array<ArrayBuffer> }
	| { kind: 'nearest'; id: number; neighbours: Neighbour[] }
	/** `code` is null when it is a fault rather than a person's problem. */
	| { kind: 'refused'; id: number; code: ProblemCode | null; sentence: string }
