import type { Optimizer } from '../../shared/training.ts'
import { tf, type Tensor } from './tf.ts'
import type { Rule } from './updater.ts'

/**
 * Adadelta (Zeiler 2012, algorithm 1): E[g²] and E[Δ²] follow with `rho`, Δ = √(E[Δ²] + ε) / √(E[g²] + ε) · g, and a
 * weight moves by the learning rate times Δ. tfjs divides by the E[g²] of the step before, which the paper does not.
 */
export const adadelta = ({ rho, epsilon }: Extract<Optimizer, { kind: 'adadelta' }>): Rule<'squares' | 'changes'> => ({
	state: { squares: 0, changes: 0 },
	change(gradient, kept, keep, rate) {
		const squares = keep('squares', follow(kept.squares, tf.square(gradient), rho))
		const change = tf.mul(tf.div(tf.sqrt(tf.add(kept.changes, epsilon)), tf.sqrt(tf.add(squares, epsilon))), gradient)
		keep('changes', follow(kept.changes, tf.square(change), rho))
		return tf.mul(change, rate)
	}
})

/** ρ · average + (1 − ρ) · value */
export const follow = (average: Tensor, value: Tensor, rho: number) =>
	tf.add(tf.mul(average, rho), tf.mul(value, 1 - rho))
