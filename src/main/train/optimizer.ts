import type { Optimizer } from '../../shared/training.ts'
import { adadelta } from './adadelta.ts'
import { rmsprop } from './rmsprop.ts'
import { tf } from './tf.ts'
import type { Updater } from './updater.ts'

/** The optimizer of a recipe, at the learning rate it starts with. Dispose it when done. */
export function buildOptimizer(optimizer: Optimizer, learningRate: number): Updater {
	switch (optimizer.kind) {
		case 'sgd':
			return optimizer.momentum > 0
				? tf.train.momentum(learningRate, optimizer.momentum, optimizer.nesterov)
				: tf.train.sgd(learningRate)
		case 'rmsprop':
			return rmsprop(learningRate, optimizer)
		case 'adam':
			return tf.train.adam(learningRate, optimizer.beta1, optimizer.beta2, optimizer.epsilon)
		case 'adagrad':
			return tf.train.adagrad(learningRate, optimizer.initialAccumulator)
		case 'adadelta':
			return adadelta(learningRate, optimizer.rho, optimizer.epsilon)
	}
}

/** tfjs has no public way to change the rate of every optimizer; SGD and momentum keep theirs in a tensor as well. */
export function setLearningRate(optimizer: Updater, learningRate: number): void {
	const open = optimizer as unknown as { learningRate: number; setLearningRate?: (rate: number) => void }
	if (open.setLearningRate) open.setLearningRate(learningRate)
	else open.learningRate = learningRate
}
