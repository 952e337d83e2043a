import { tf, type Tensor, type Variable } from './tf.ts'

/**
 * Adadelta (Zeiler 2012, algorithm 1): E[g²] and E[Δ²] follow with `rho`, Δ = −√(E[Δ²] + ε) / √(E[g²] + ε) · g, and a
 * weight moves by the learning rate times Δ. tfjs 4.22's own divides by the E[g²] of the step before, which the paper does not.
 */
export function adadelta(rate: number, rho: number, epsilon: number) {
	const kept = new Map<string, { squares: Variable; changes: Variable }>()
	return {
		learningRate: rate,
		applyGradients(gradients: Record<string, Tensor>) {
			for (const [name, gradient] of Object.entries(gradients)) {
				const variable = tf.engine().registeredVariables[name] as Variable
				let state = kept.get(name)
				if (!state) {
					const zeros = () => tf.variable(tf.zerosLike(variable), false)
					kept.set(name, (state = { squares: zeros(), changes: zeros() }))
				}
				const { squares, changes } = state
				tf.tidy(() => {
					squares.assign(follow(squares, gradient, rho))
					const change = tf.mul(tf.div(tf.sqrt(tf.add(changes, epsilon)), tf.sqrt(tf.add(squares, epsilon))), gradient)
					changes.assign(follow(changes, change, rho))
					variable.assign(tf.sub(variable, tf.mul(change, this.learningRate)))
				})
			}
		},
		dispose() {
			for (const { squares, changes } of kept.values()) {
				squares.dispose()
				changes.dispose()
			}
		}
	}
}

/** rho · average + (1 − rho) · value² */
const follow = (average: Tensor, value: Tensor, rho: number) =>
	tf.add(tf.mul(average, rho), tf.mul(tf.square(value), 1 - rho))
