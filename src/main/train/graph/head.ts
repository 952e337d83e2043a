import type { Activation } from '../../../shared/layers.ts'
import type { Recipe } from '../../../shared/recipe.ts'
import type { Loss } from '../../../shared/training.ts'
import type { Value } from './graph.ts'
import { activate } from './layers/activation.ts'
import { oneHot } from './arrays.ts'
import {
	add,
	argMax,
	cast,
	divide,
	greaterEqual,
	lessEqual,
	logarithm,
	mean,
	multiply,
	negative,
	square,
	subtract,
	sum,
	minimum,
	maximum
} from './ops.ts'

/** Where a network ends: what it answers, how wrong that is, and where the way back begins. */
export interface Head {
	/** [batch, classes] */
	probabilities: Value
	/** The most likely class of each: [batch], int32. */
	guesses: Value
	/** [batch] */
	losses: Value
	/** The slope of the batch's mean loss by the last layer's sums. */
	slope: Value
}

/** Keras's epsilon: keeps log away from 0. */
const epsilon = 1e-7

/**
 * From the last layer's sums ([batch, classes]), the true classes ([batch], int32), and how many images there are.
 * `smoothing` is the share of the truth that is spread over all classes on the way back (Szegedy et al. 2016).
 */
export function head(
	{ loss, labelSmoothing: smoothing }: Pick<Recipe, 'loss' | 'labelSmoothing'>,
	activation: Activation,
	sums: Value,
	labels: Value,
	images: Value
): Head {
	const { graph } = sums
	const classes = sums.shape[1] ?? 0
	// the largest sum becomes the largest probability, whatever lies between
	const guesses = argMax(sums)
	if (loss === 'categoricalCrossentropy' && activation === 'softmax') {
		// the slope of −log softmax is p − y (Bishop 2006, equation 5.18): both by one kernel, as in Keras
		const [losses, slope] = graph.node(
			'SparseSoftmaxCrossEntropyWithLogits',
			[sums, labels],
			{ T: { type: 'float32' }, Tlabels: { type: 'int32' } },
			[
				{ dtype: 'float32', shape: labels.shape },
				{ dtype: 'float32', shape: sums.shape }
			]
		)
		if (!losses || !slope) throw new Error('there is no cross-entropy')
		const { output } = activate(activation, sums)
		const smoothed = smoothing === 0 ? slope : subtract(output, truthOf(labels, classes, smoothing))
		return { probabilities: output, guesses, losses, slope: divide(smoothed, images) }
	}
	const { output, backward } = activate(activation, sums)
	const { losses } = lossOf(loss, truthOf(labels, classes, 0), output)
	const { slope } = lossOf(loss, truthOf(labels, classes, smoothing), output)
	return { probabilities: output, guesses, losses, slope: backward(divide(slope, images)) }
}

const truthOf = (labels: Value, classes: number, smoothing: number) =>
	oneHot(labels, classes, 1 - smoothing + smoothing / classes, smoothing / classes)

/** The losses of train/loss.ts, one an image, with their slopes by what was predicted. */
function lossOf(loss: Loss, truth: Value, predicted: Value): { losses: Value; slope: Value } {
	const classes = predicted.shape[1] ?? 1
	if (loss === 'meanSquaredError') {
		const difference = subtract(predicted, truth)
		return { losses: mean(square(difference), -1), slope: multiply(difference, 2 / classes) }
	}
	const share = maximum(minimum(predicted, 1 - epsilon), epsilon)
	// where it is clipped, nothing moves it
	const isFree = multiply(
		cast(greaterEqual(predicted, epsilon), 'float32'),
		cast(lessEqual(predicted, 1 - epsilon), 'float32')
	)
	if (loss === 'categoricalCrossentropy') {
		const losses = negative(sum(multiply(truth, logarithm(share)), -1))
		return { losses, slope: multiply(isFree, negative(divide(truth, share))) }
	}
	const [other, rest] = [subtract(1, truth), subtract(1, share)]
	// 1 − p is clipped as well, which 1 − clip(p) is
	const likely = add(multiply(truth, logarithm(share)), multiply(other, logarithm(rest)))
	const slope = multiply(isFree, subtract(divide(other, rest), divide(truth, share)))
	return { losses: negative(mean(likely, -1)), slope: multiply(slope, 1 / classes) }
}
