import { tf, type Tensor, type Variable } from './tf.ts'

/** Changes the model's weights by their gradients, which come under the names of the weights. */
export interface Updater {
	applyGradients(gradients: Record<string, Variable>): void
	dispose(): void
}

/** The formulas of an optimizer for one weight: from its gradient and what is kept for it to its next value. */
export interface Rule<State extends string> {
	/** What is kept for each weight, all zeros at first. */
	state: readonly State[]
	/** Answers the weight's change, which is subtracted from it; `keep` stores the next value of a state. */
	change(
		gradient: Tensor,
		kept: Record<State, Tensor>,
		keep: (state: State, value: Tensor) => Tensor,
		rate: number
	): Tensor
}

/** Runs a rule over all weights. For the optimizers whose formulas in tfjs 4.22 are not those of their papers. */
export function updater<State extends string>(rate: number, rule: Rule<State>): Updater & { learningRate: number } {
	const states = new Map<string, Record<State, Variable>>()
	const zeros = (weight: Variable) =>
		Object.fromEntries(rule.state.map((name) => [name, tf.variable(tf.zerosLike(weight), false)])) as Record<
			State,
			Variable
		>
	return {
		learningRate: rate,
		applyGradients(gradients) {
			for (const [name, gradient] of Object.entries(gradients)) {
				const weight = tf.engine().registeredVariables[name] as Variable
				const kept = states.get(name) ?? tf.tidy(() => zeros(weight))
				states.set(name, kept)
				tf.tidy(() => {
					const keep = (state: State, value: Tensor) => {
						kept[state].assign(value)
						return value
					}
					weight.assign(tf.sub(weight, rule.change(gradient, kept, keep, this.learningRate)))
				})
			}
		},
		dispose() {
			for (const kept of states.values()) for (const name of rule.state) kept[name].dispose()
		}
	}
}
