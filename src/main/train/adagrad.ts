import type { Optimizer } from '../../shared/training.ts'
import { tf } from './tf.ts'
import type { Rule } from './updater.ts'

/** Keras's epsilon: keeps a division away from 0. */
const epsilon = 1e-7

/** Adagrad (Duchi et al. 2011) as Keras has it: s sums g², from the initial accumulator, and the weight moves by rate · g / √(s + ε). */
export const adagrad = ({ initialAccumulator }: Extract<Optimizer, { kind: 'adagrad' }>): Rule<'squares'> => ({
	state: { squares: initialAccumulator },
	change(gradient, kept, keep, rate) {
		const squares = keep('squares', tf.add(kept.squares, tf.square(gradient)))
		return tf.div(tf.mul(gradient, rate), tf.sqrt(tf.add(squares, epsilon)))
	}
})
