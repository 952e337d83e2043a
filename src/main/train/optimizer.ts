import type { NamedTensor } from '../../shared/tensors.ts'
import type { Optimizer } from '../../shared/training.ts'
import { adadelta } from './adadelta.ts'
import { adagrad } from './adagrad.ts'
import { adam } from './adam.ts'
import { centeredRmsprop, rmsprop } from './rmsprop.ts'
import { momentum, sgd } from './sgd.ts'
import type { Variable } from './tf.ts'
import { updater, type Updater } from './updater.ts'

/** The optimizer of a recipe for these weights, from the start or from a state it once gave. Dispose it when done. */
export function buildOptimizer(
	optimizer: Optimizer,
	weights: readonly Variable[],
	from: readonly NamedTensor[] | null
): Updater {
	switch (optimizer.kind) {
		case 'sgd':
			return optimizer.momentum > 0 ? updater(momentum(optimizer), weights, from) : updater(sgd, weights, from)
		case 'rmsprop':
			return optimizer.centered
				? updater(centeredRmsprop(optimizer), weights, from)
				: updater(rmsprop(optimizer), weights, from)
		case 'adam':
			return updater(adam(optimizer), weights, from)
		case 'adagrad':
			return updater(adagrad(optimizer), weights, from)
		case 'adadelta':
			return updater(adadelta(optimizer), weights, from)
	}
}
