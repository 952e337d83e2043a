import type { Recipe } from '../../shared/recipe.ts'
import type { Backend, Progress } from '../../shared/runs.ts'
import type { DataPlaces } from '../data/places.ts'
import type { Kept, PackedStart } from './kept.ts'

/** What the training thread is started with. */
export interface TrainerSetup {
	places: DataPlaces
	/** Where a graph is handed to TensorFlow, for a moment. */
	scratch: string
	backend: 'native' | 'wasm'
}

/** What the core asks of the training thread; it does one thing at a time, in order. */
export type TrainerRequest =
	/** With `start` it goes on where it was cut off. */
	| { kind: 'train'; run: number; recipe: Recipe; start: PackedStart | null; stop: StopFlag }
	/** Side by side, see togetherAs. */
	| { kind: 'trainTogether'; runs: { run: number; recipe: Recipe; stop: StopFlag }[] }
	/** With `stop` the answer is of no use any more. */
	| { kind: 'measure'; id: number; recipe: Recipe; stop: StopFlag }

/** One Int32: anything but 0 ends at the next batch what it was sent with. */
type StopFlag = SharedArrayBuffer

/** What the training thread answers. */
export type TrainerEvent =
	| { kind: 'ready'; backend: Backend; dataSha256: string }
	/** Nothing can be trained here: MNIST cannot be read. */
	| { kind: 'unusable'; sentence: string }
	| { kind: 'started'; run: number }
	| { kind: 'progress'; run: number; progress: Omit<Progress, 'run'> }
	/** Nearly always one epoch (see keeping.ts) has ended; what is left is told before a run ends in any way. */
	| { kind: 'epochs'; run: number; kept: Kept }
	| { kind: 'evaluating'; run: number }
	/** Tested with the weights of `epoch`, which is the last or the best. */
	| { kind: 'finished'; run: number; epoch: number; test: TestOutcome }
	/** It goes on, though there is nothing new to say; at most once a second. */
	| { kind: 'alive'; run: number }
	| { kind: 'stopped'; run: number }
	/** `surely`: the same steps would lead to the same failure. */
	| { kind: 'failed'; run: number; sentence: string; surely: boolean }
	| { kind: 'measured'; id: number; secondsPerEpoch: number }
	| { kind: 'unmeasured'; id: number; why: string }

/** What it says of a run that is to be known. */
export type RunNews = Exclude<Extract<TrainerEvent, { run: number }>, { kind: 'alive' }>

export interface TestOutcome {
	loss: number
	accuracy: number
	correct: number
	count: number
	/** count × classes float32, row by row. */
	probabilities: Float32Array
}
