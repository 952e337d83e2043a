import { z } from 'zod'
import { choice, flag, kind, real, whole } from './field.ts'

const rho = real(0, 0.9999, 0.9, { title: 'rho', description: 'How slowly the average of squared gradients follows.' })
const epsilon = real(1e-10, 0.1, 1e-7, { title: 'epsilon', description: 'Keeps a division away from zero.' })
const momentum = real(0, 0.999, 0, {
	title: 'momentum',
	description: 'The share of the last step that is taken again: a heavy ball that rolls through small bumps.'
})

/** Every optimizer, with the defaults Keras gives it. */
export const optimizerSchema = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: kind('sgd', {
			title: 'SGD',
			description: 'Stochastic gradient descent: a step against the gradient of each batch.'
		}),
		momentum,
		nesterov: flag(false, {
			title: 'Nesterov',
			description: 'Looks ahead by the momentum before it takes the gradient.'
		})
	}),
	z.strictObject({
		kind: kind('rmsprop', { title: 'RMSprop', description: 'Divides each step by a running size of its gradient.' }),
		rho,
		momentum,
		epsilon,
		centered: flag(false, { title: 'centered', description: 'Subtracts the running mean of the gradient first.' })
	}),
	z.strictObject({
		kind: kind('adam', {
			title: 'Adam',
			description: 'Momentum and a step size of its own for every weight; a good first choice.'
		}),
		beta1: real(0, 0.9999, 0.9, { title: 'beta 1', description: 'How slowly the average of gradients follows.' }),
		beta2: real(0, 0.99999, 0.999, {
			title: 'beta 2',
			description: 'How slowly the average of squared gradients follows.'
		}),
		epsilon
	}),
	z.strictObject({
		kind: kind('adagrad', {
			title: 'Adagrad',
			description: 'Shrinks the step of every weight by all it has moved so far.'
		}),
		initialAccumulator: real(1e-6, 10, 0.1, {
			title: 'initial accumulator',
			description: 'What the sum of squares starts at.'
		})
	}),
	z.strictObject({
		kind: kind('adadelta', { title: 'Adadelta', description: 'Adagrad that forgets: steps sized by the last steps.' }),
		rho: rho.unwrap().default(0.95).meta({ title: 'rho', description: 'How slowly the averages follow.' }),
		epsilon
	})
])

export type Optimizer = z.infer<typeof optimizerSchema>

/** The learning rate Keras gives each optimizer, offered when a person changes the optimizer alone. */
export const usualLearningRate: Record<Optimizer['kind'], number> = {
	sgd: 0.01,
	rmsprop: 0.001,
	adam: 0.001,
	adagrad: 0.001,
	adadelta: 0.001
}

/** How the learning rate changes while training; `train/schedule.ts` has the formulas. */
export const scheduleSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: kind('constant', { title: 'constant', description: 'The same learning rate to the end.' }) }),
	z.strictObject({
		kind: kind('oneCycle', {
			title: 'one cycle',
			description: 'Rises to the learning rate, then falls to almost nothing: fast training with a calm end.'
		}),
		warmup: real(0, 0.9, 0.3, { title: 'warm-up', description: 'The share of all steps in which the rate rises.' }),
		startDivisor: real(1, 1000, 25, {
			title: 'start divisor',
			description: 'It starts at the learning rate divided by this.'
		})
	}),
	z.strictObject({
		kind: kind('step', { title: 'steps', description: 'Multiplies the learning rate by a factor every few epochs.' }),
		every: whole(1, 10_000, 10, { title: 'every', description: 'How many epochs lie between two changes.' }),
		factor: real(0.001, 1, 0.5, { title: 'factor', description: 'What the rate is multiplied by at each change.' })
	}),
	z.strictObject({
		kind: kind('cosine', {
			title: 'cosine',
			description: 'Falls along a half cosine from the learning rate to its end.'
		}),
		end: real(0, 1, 0, { title: 'end', description: 'The share of the learning rate that is left at the end.' })
	})
])

export type Schedule = z.infer<typeof scheduleSchema>

export const lossSchema = choice(
	{
		categoricalCrossentropy: 'categorical cross-entropy',
		binaryCrossentropy: 'binary cross-entropy',
		meanSquaredError: 'mean squared error'
	},
	'categoricalCrossentropy',
	{
		title: 'Loss',
		description: 'What training makes small: how wrong the probabilities are, batch by batch.'
	}
)

export type Loss = z.infer<typeof lossSchema>
