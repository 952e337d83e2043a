import type { Optimizer } from '../../shared/training.ts'
import { tf } from './tf.ts'
import type { Rule } from './updater.ts'

/** Stochastic gradient descent (Robbins and Monro 1951): the weight moves by rate · g. Nothing is kept. */
export const sgd: Rule<never> = {
	state: {},
	change: (gradient, _kept, _keep, rate) => tf.mul(gradient, rate)
}

/**
 * Momentum (Polyak 1964) as Keras has it: the weight moves by m = momentum · m + rate · g, or, after Nesterov (1983, in
 * the form of Sutskever et al. 2013), by momentum · m + rate · g with the m of this step. tfjs multiplies m by the rate
 * afterwards, which differs when a schedule changes the rate.
 */
export const momentum = ({ momentum, nesterov }: Extract<Optimizer, { kind: 'sgd' }>): Rule<'moves'> => ({
	state: { moves: 0 },
	change(gradient, kept, keep, rate) {
		const change = tf.mul(gradient, rate)
		const move = keep('moves', tf.add(tf.mul(kept.moves, momentum), change))
		return nesterov ? tf.add(tf.mul(move, momentum), change) : move
	}
})
