import type { Recipe } from '../../shared/recipe.ts'
import type { Backend, EpochPoint, Progress } from '../../shared/runs.ts'
import type { Weight } from './initial.ts'

/** What the training thread is started with. */
export interface TrainerSetup {
	dataFolder: string
	backend: 'native' | 'wasm'
}

/** What the core asks of the training thread; it does one thing at a time, in order. */
export type TrainerRequest =
	/** `stop` is one Int32: anything but 0 ends the run at the next batch. */
	| { kind: 'train'; run: number; recipe: Recipe; stop: SharedArrayBuffer }
	/** `stop` as above: the answer is of no use any more. */
	| { kind: 'measure'; id: number; recipe: Recipe; stop: SharedArrayBuffer }

/** What the training thread answers. */
export type TrainerEvent =
	| { kind: 'ready'; backend: Backend; dataSha256: string }
	/** Nothing can be trained here: the data set cannot be read. */
	| { kind: 'unusable'; sentence: string }
	| { kind: 'started'; run: number }
	| { kind: 'progress'; run: number; progress: Omit<Progress, 'run'> }
	/** `weights` of this epoch, when it is the best so far or the last kept ones are a second old. */
	| { kind: 'epoch'; run: number; point: EpochPoint; best: boolean; weights: Weight[] | null }
	| { kind: 'evaluating'; run: number }
	| { kind: 'finished'; run: number; epoch: number; weights: Weight[]; test: TestOutcome }
	/** `last`: the weights of the last epoch that ended, unless they were sent already. */
	| { kind: 'stopped'; run: number; last: { epoch: number; weights: Weight[] } | null }
	| { kind: 'failed'; run: number; sentence: string }
	| { kind: 'measured'; id: number; secondsPerEpoch: number }
	| { kind: 'unmeasured'; id: number; why: string }

/** What it says of a run. */
export type RunNews = Extract<TrainerEvent, { run: number }>

export interface TestOutcome {
	loss: number
	accuracy: number
	correct: number
	count: number
	/** count × classes float32, row by row. */
	probabilities: Float32Array
}
