import type { Loss } from '../../shared/training.ts'
import { tf, type Tensor, type Tensor1D } from './tf.ts'

/** Keras's epsilon: keeps log away from 0. */
const epsilon = 1e-7

/**
 * The loss of each image: `truth` and `predicted` are [batch, classes], the answer [batch].
 * Cross-entropies −Σ y log p and −mean(y log p + (1 − y) log(1 − p)), mean squared error mean((y − p)²), as Keras has them.
 */
export function lossOf(loss: Loss, truth: Tensor, predicted: Tensor): Tensor1D {
	switch (loss) {
		case 'categoricalCrossentropy':
			return tf.neg(tf.sum(tf.mul(truth, logOf(predicted)), -1))
		case 'binaryCrossentropy': {
			const other = tf.mul(tf.sub(1, truth), logOf(tf.sub(1, predicted)))
			return tf.neg(tf.mean(tf.add(tf.mul(truth, logOf(predicted)), other), -1))
		}
		case 'meanSquaredError':
			return tf.mean(tf.squaredDifference(truth, predicted), -1)
	}
}

const logOf = (share: Tensor) => tf.log(tf.clipByValue(share, epsilon, 1 - epsilon))
