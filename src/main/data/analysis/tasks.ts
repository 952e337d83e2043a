import type { Analysing, Work } from '../../../shared/analysis/analysis.ts'
import type { Part } from '../../../shared/bytes.ts'
import type { ProblemCode } from '../../../shared/problems.ts'
import type { Neighbour } from '../../../shared/runs.ts'
import type { DataPlaces } from '../places.ts'

/** What a thread is started for; it ends with the answer, but for one that is asked which images are like others. */
export type Task = { places: DataPlaces; set: string } & (
	{ kind: Work; file: string } | { kind: 'report'; pieces: Pieces } | { kind: 'alike' }
)

/** Which image others are to be like. */
export interface AlikeQuestion {
	part: Part
	image: number
}

/** What a report is made from, as JSON: the analysis, the map if there is one, and what the runs suspect. */
export interface Pieces {
	analysis: Uint8Array
	map: Uint8Array | null
	suspects: string
}

/** What it says: how far it is, then the answer. */
export type Told =
	| Extract<Analysing, { kind: 'doing' }>
	| { kind: 'kept' }
	| { kind: 'report'; html: Uint8Array<ArrayBuffer> }
	| { kind: 'alike'; neighbours: Neighbour[] }
	| { kind: 'refused'; code: ProblemCode | null; sentence: string }
