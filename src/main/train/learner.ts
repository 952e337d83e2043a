import type { NamedTensor } from '../../shared/tensors.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { DataSet, Labelled } from '../data/mnist.ts'
import type { Judged, Signal } from './engine.ts'
import type { Weight } from './initial.ts'
import type { Random } from './random.ts'

/** A network that learns: what an engine must bring along, so that `fit` can train with it. */
export interface Learner {
	/** Takes the batch `from` of the epoch (from 0), and as many of the following ones as it likes to take at once. */
	train(epoch: Epoch, from: number): Taken
	/** Predicts the images at `places`; null when the signal came first. Dropout is off, moving averages are used. */
	judge(images: Labelled, places: Uint32Array, signal: Signal): Judged | null
	/** As they stand now, copied. */
	weights(): Weight[]
	/** The optimizer's state, copied: a learner opened with it goes on bit for bit. */
	state(): NamedTensor[]
	/** Frees all that it holds. */
	close(): void
}

/** Opens a learner with these weights; `state` is the optimizer's, null where it has taken no step. */
export type OpenLearner = (
	recipe: Recipe,
	data: DataSet,
	weights: readonly Weight[],
	state: readonly NamedTensor[] | null
) => Learner

/**
 * Networks that learn side by side, each as if it were alone: they may differ in all but the batch size and the number of
 * images. Every list has one entry a network, in their order.
 */
export interface Learners {
	/** As `Learner.train`, each with its own epoch; all take the same batches of it. */
	train(epochs: readonly Epoch[], from: number): Taken[]
	judge(images: Labelled, places: Uint32Array, signal: Signal): Judged[] | null
	weights(): Weight[][]
	state(): NamedTensor[][]
	close(): void
}

/** What a network of several begins with. */
export interface Beginner {
	recipe: Recipe
	weights: readonly Weight[]
	state: readonly NamedTensor[] | null
}

export type OpenLearners = (data: DataSet, beginners: readonly Beginner[]) => Learners

export interface Epoch {
	/** From 1. */
	number: number
	/** The training images' places, in the order in which they are learned from. */
	order: Uint32Array
	/** How many batches there are in `order`, the last one perhaps smaller. */
	batches: number
	readonly learningRate: (batch: number) => number
	/** What is random in the epoch besides its order. */
	source: Random
}

export interface Taken {
	/** How many batches, at least one, and how many images those were. */
	batches: number
	images: number
	/** The sum of the images' losses, each before its batch changed the weights; of a committee, over its networks too. */
	loss: number
	/** How many images were right; of a committee, over its networks too. */
	hits: number
}
