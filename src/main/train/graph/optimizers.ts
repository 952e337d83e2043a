import type { Optimizer } from '../../../shared/training.ts'
import type { Attribute } from './attribute.ts'
import type { Value, Variable } from './graph.ts'
import { assign, read } from './arrays.ts'
import { add, constant, divide, multiply, root, square, subtract } from './ops.ts'

/** What is kept for each weight between two steps. */
export interface Kept {
	/** As the optimizer of the reference names it (`Rule.state`). */
	name: string
	/** What it is filled with at first, as the reference has it; null: with the weight itself. */
	first: number | null
	/** TensorFlow's kernel keeps it with the other sign. */
	negative: boolean
}

const kept = (name: string, first = 0, negative = false): Kept => ({ name, first, negative })

/** What `writeUpdate` wants to find for each weight, in this order. */
export function keptBy(optimizer: Optimizer): Kept[] {
	switch (optimizer.kind) {
		case 'sgd':
			return optimizer.momentum > 0 ? [kept('moves', 0, true)] : []
		case 'rmsprop':
			return optimizer.centered ? [kept('means'), kept('squares'), kept('moves')] : [kept('squares'), kept('moves')]
		case 'adam':
			return [kept('means'), kept('squares')]
		case 'adagrad':
			return [kept('squares', optimizer.initialAccumulator)]
		case 'adadelta':
			return [kept('squares'), kept('changes')]
	}
}

/** What changes from step to step: the learning rate, and the powers β₁ᵗ and β₂ᵗ in step t, from 1. */
export interface Rates {
	learningRate: Value
	beta1Power: Value
	beta2Power: Value
}

/** Keras's epsilon for Adagrad. */
const epsilon = 1e-7

/** The fused kernels add no epsilon, or add it to the root: this is the reference's formula, written out. */
function adagrad(
	weight: Variable,
	[squares]: readonly Variable[],
	learningRate: Value,
	gradient: Value,
	after: readonly Value[]
): Value {
	if (!squares) throw new Error('Adagrad keeps the sum of squares')
	const summed = add(read(squares), square(gradient))
	const kept = assign(squares, summed)
	const change = divide(multiply(gradient, learningRate), root(add(summed, epsilon)))
	return assign(weight, subtract(read(weight, [gradient]), change), [...after, kept])
}

/**
 * One step of an optimizer for one weight by TensorFlow's fused kernel, which reads and writes it in place: the formulas
 * are those of the reference (train/sgd.ts and its neighbours). Answers what to wait for.
 */
export function writeUpdate(
	optimizer: Optimizer,
	weight: Variable,
	states: readonly Variable[],
	{ learningRate, beta1Power, beta2Power }: Rates,
	gradient: Value,
	after: readonly Value[]
): Value {
	const { graph } = weight.handle
	const number = (value: number) => constant(graph, value)
	const places = [weight, ...states].map(({ handle }) => handle)
	const apply = (kernel: string, inputs: readonly Value[], more: Record<string, Attribute> = {}) => {
		const attributes = { T: { type: 'float32' }, use_locking: { bool: false }, ...more } as const
		return graph.single(`ResourceApply${kernel}`, [...places, ...inputs], attributes, gradient, { after })
	}
	switch (optimizer.kind) {
		case 'sgd': {
			if (optimizer.momentum === 0) return apply('GradientDescent', [learningRate, gradient])
			const inputs = [learningRate, gradient, number(optimizer.momentum)]
			return apply('KerasMomentum', inputs, { use_nesterov: { bool: optimizer.nesterov } })
		}
		case 'rmsprop': {
			const { rho, momentum, epsilon, centered } = optimizer
			const inputs = [learningRate, number(rho), number(momentum), number(epsilon), gradient]
			return apply(centered ? 'CenteredRMSProp' : 'RMSProp', inputs)
		}
		case 'adam': {
			const { beta1, beta2, epsilon } = optimizer
			const betas = [number(beta1), number(beta2), number(epsilon)]
			const inputs = [beta1Power, beta2Power, learningRate, ...betas, gradient]
			return apply('Adam', inputs, { use_nesterov: { bool: false } })
		}
		case 'adagrad':
			return adagrad(weight, states, learningRate, gradient, after)
		case 'adadelta': {
			const { rho, epsilon } = optimizer
			return apply('Adadelta', [learningRate, number(rho), number(epsilon), gradient])
		}
	}
}
