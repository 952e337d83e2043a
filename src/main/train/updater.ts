import type { NamedTensor } from '../../shared/tensors.ts'
import { tf, type Tensor, type Variable } from './tf.ts'

/** Changes the weights of a model by their gradients. */
export interface Updater {
	/** Takes one step; the gradients come under the names of the weights' variables. */
	apply(gradients: Record<string, Tensor>, rate: number): void
	/** All that the next step depends on besides weights, gradients and rate, copied. */
	state(): NamedTensor[]
	dispose(): void
}

/** The formulas of an optimizer for one weight: from its gradient and what is kept for it to its change. */
export interface Rule<State extends string> {
	/** What is kept for each weight, and the number it is filled with at first. */
	state: Record<State, number>
	/** Answers the weight's change, which is subtracted from it; `keep` stores the next value of a state. `step` counts from 1. */
	change(
		gradient: Tensor,
		kept: Record<State, Tensor>,
		keep: (state: State, value: Tensor) => Tensor,
		rate: number,
		step: number
	): Tensor
}

/**
 * Runs a rule over the weights, from the start or from what `state` gave: then the steps that follow are the same bits.
 * The optimizers of tfjs 4.22 tell their state late and in part, and some have other formulas than their papers.
 */
export function updater<State extends string>(
	rule: Rule<State>,
	weights: readonly Variable[],
	from: readonly NamedTensor[] | null
): Updater {
	const names = Object.keys(rule.state) as State[]
	const found = new Map(from?.map((tensor) => [tensor.name, tensor.values]))
	let step = found.get('steps')?.[0] ?? 0
	const states = weights.map((weight, place) => {
		const made = names.map((name) => [name, tf.tidy(() => tf.variable(first(weight, place, name), false))] as const)
		return Object.fromEntries(made) as Record<State, Variable>
	})

	function first(weight: Variable, place: number, name: State): Tensor {
		if (!from) return tf.fill(weight.shape, rule.state[name])
		const values = found.get(nameOf(place, name))
		if (!values) throw new Error(`the kept state has no ${nameOf(place, name)}`)
		return tf.tensor(values, weight.shape)
	}

	return {
		apply(gradients, rate) {
			step++
			for (const [place, weight] of weights.entries()) {
				const kept = states[place]
				const gradient = gradients[weight.name]
				if (!kept || !gradient) throw new Error(`no gradient for ${weight.name}`)
				tf.tidy(() => {
					const keep = (state: State, value: Tensor) => {
						kept[state].assign(value)
						return value
					}
					weight.assign(tf.sub(weight, rule.change(gradient, kept, keep, rate, step)))
				})
			}
		},
		state: () => [
			// float32 counts to 2²⁴; what a rule makes of more steps (a power of a beta) is 0 long before
			{ name: 'steps', shape: [1], values: Float32Array.of(step) },
			...states.flatMap((kept, place) =>
				names.map((name) => ({
					name: nameOf(place, name),
					shape: kept[name].shape,
					values: kept[name].dataSync().slice() as Float32Array
				}))
			)
		],
		dispose() {
			for (const kept of states) for (const name of names) kept[name].dispose()
		}
	}
}

/** "3/squares": the weight's place among the trained ones, from 1, and what is kept for it. */
const nameOf = (place: number, state: string) => `${place + 1}/${state}`
