import type { DataSet } from '../data/mnist.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { EpochPoint, Progress } from '../../shared/runs.ts'
import type { NamedTensor } from '../../shared/tensors.ts'
import type { Weight } from './initial.ts'
import type { Watched } from './watch.ts'

/** Asked between two batches; an AbortSignal is one, a flag shared with another thread can be one. */
export interface Signal {
	readonly aborted: boolean
}

/**
 * What an engine says while it trains. `best`: the epoch's validation loss is the lowest so far. `predictions`: what it
 * answers to the validation images (see predicted.ts), where that is to be kept.
 */
export type TrainEvent =
	| { kind: 'progress'; progress: Omit<Progress, 'run'> }
	| { kind: 'epoch'; point: EpochPoint; checkpoint: Checkpoint; best: boolean; predictions: Uint8Array | null }

/** All that training needs to go on behind an epoch as if nothing had been between: copies. */
export interface Checkpoint extends Trained {
	/** The optimizer's. */
	state: NamedTensor[]
	watch: Watched
}

/**
 * The same of one of several networks that train side by side, by its place. `left`: it trains no more before its end, by
 * its signal (null) or for a reason that was thrown.
 */
export interface TogetherEvent {
	place: number
	event: TrainEvent | { kind: 'left'; problem: unknown }
}

/** Where training goes on that was cut off. */
export interface Start extends Checkpoint {
	/** The epoch with the lowest validation loss until then; null without validation images. */
	best: Trained | null
}

/** What is left when training ends: the weights to judge, and the epoch they come from. */
export interface Trained {
	weights: Weight[]
	epoch: number
}

/** One way to train and to predict. Every engine gives the same numbers within rounding. */
export interface Engine {
	/**
	 * Trains from the recipe's seed, or on from `start`, which gives the same bits; an event at the end of every epoch and
	 * several progress events a second. Returns null when the signal came before the last epoch had ended. Throws a
	 * LabProblem when the loss stops being a number.
	 */
	fit(recipe: Recipe, data: DataSet, start: Start | null, signal: Signal): Generator<TrainEvent, Trained | null>
	/**
	 * Trains networks side by side, each from its recipe's seed and to the same bits as alone. The recipes have one likeness
	 * and the same validation images, and never end early (see togetherAs). Returns null for each that has left.
	 */
	fitTogether(
		recipes: readonly Recipe[],
		data: DataSet,
		signals: readonly Signal[]
	): Generator<TogetherEvent, (Trained | null)[]>
	/** Predicts the test images with the given weights; null when the signal came first. */
	test(recipe: Recipe, data: DataSet, weights: Weight[], signal: Signal): Judged | null
	/** Seconds an epoch of the recipe takes here, from a few batches that are thrown away; null when the signal came first. */
	measure(recipe: Recipe, data: DataSet, signal: Signal): number | null
}

export interface Judged {
	/** Mean over the images. */
	loss: number
	/** Share of images whose largest probability is the true class's. */
	accuracy: number
	/** images × classes, row by row. */
	probabilities: Float32Array
}
