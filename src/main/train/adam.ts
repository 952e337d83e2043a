import type { Optimizer } from '../../shared/training.ts'
import { follow } from './adadelta.ts'
import { tf } from './tf.ts'
import type { Rule } from './updater.ts'

/**
 * Adam (Kingma and Ba 2015) in the order of its section 2, as Keras has it: E[g] and E[g²] follow with β₁ and β₂, and in
 * step t the weight moves by rate · √(1 − β₂ᵗ) / (1 − β₁ᵗ) · E[g] / (√E[g²] + ε). tfjs adds ε to the corrected average.
 */
export const adam = ({ beta1, beta2, epsilon }: Extract<Optimizer, { kind: 'adam' }>): Rule<'means' | 'squares'> => ({
	state: { means: 0, squares: 0 },
	change(gradient, kept, keep, rate, step) {
		const means = keep('means', follow(kept.means, gradient, beta1))
		const squares = keep('squares', follow(kept.squares, tf.square(gradient), beta2))
		const corrected = (rate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step)
		return tf.div(tf.mul(means, corrected), tf.add(tf.sqrt(squares), epsilon))
	}
})
