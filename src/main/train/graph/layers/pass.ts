import type { Value } from '../graph.ts'

/** One layer in one step: what it gives, and its part in the way back (backpropagation; Rumelhart, Hinton and Williams 1986). */
export interface Pass {
	output: Value
	/**
	 * From the slope of the loss by `output`, the slopes by the layer's input (null when it is not `wanted`: nobody learns
	 * before the first layer) and by its weights, in their order.
	 */
	readonly backward: (slope: Value, wanted: boolean) => Slopes
	/** What a training step changes besides: moving averages. */
	updates?: readonly Value[]
}

export interface Slopes {
	input: Value | null
	weights: readonly Value[]
}

/** What a layer may need besides its input and weights. */
export interface Setting {
	/** Dropout and batch statistics are for training alone. */
	training: boolean
	/** How many images there are in the batch: a float32. */
	images: Value
	/** Numbers from 0 to 1 in a shape, other ones for each layer, step and run. */
	uniform: (like: Value) => Value
}
