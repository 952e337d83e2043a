import type { Optimizer } from '../../shared/training.ts'
import { follow } from './adadelta.ts'
import { tf, type Tensor } from './tf.ts'
import type { Rule } from './updater.ts'

/**
 * RMSprop (Tieleman and Hinton 2012) as Keras has it: Δ = rate · g / √(E[g²] + ε), or √(E[g²] − E[g]² + ε) when centered
 * (Graves 2013), and the weight moves by m = momentum · m + Δ. tfjs subtracts ε when centered, which is not a number
 * for every weight without a gradient, such as those of MNIST's empty corners.
 */
export const rmsprop = ({ rho, momentum, epsilon }: Rmsprop): Rule<'squares' | 'moves'> => ({
	state: { squares: 0, moves: 0 },
	change(gradient, kept, keep, rate) {
		const squares = keep('squares', follow(kept.squares, tf.square(gradient), rho))
		return keep('moves', move(kept.moves, gradient, squares, { momentum, epsilon, rate }))
	}
})

export const centeredRmsprop = ({ rho, momentum, epsilon }: Rmsprop): Rule<'squares' | 'means' | 'moves'> => ({
	state: { squares: 0, means: 0, moves: 0 },
	change(gradient, kept, keep, rate) {
		const squares = keep('squares', follow(kept.squares, tf.square(gradient), rho))
		const means = keep('means', follow(kept.means, gradient, rho))
		const spread = tf.sub(squares, tf.square(means))
		return keep('moves', move(kept.moves, gradient, spread, { momentum, epsilon, rate }))
	}
})

type Rmsprop = Extract<Optimizer, { kind: 'rmsprop' }>

function move(
	before: Tensor,
	gradient: Tensor,
	spread: Tensor,
	{ momentum, epsilon, rate }: { momentum: number; epsilon: number; rate: number }
): Tensor {
	const change = tf.div(tf.mul(gradient, rate), tf.sqrt(tf.add(spread, epsilon)))
	return tf.add(tf.mul(before, momentum), change)
}
