import { factsOf } from '../../shared/dataset.ts'
import { LabProblem } from '../../shared/problems.ts'
import type { Recipe } from '../../shared/recipe.ts'
import { splitImages } from '../data/split.ts'
import type { DataSet } from '../data/mnist.ts'
import { firstWeights } from './committee.ts'
import type { Engine, Signal, Start, Trained, TrainEvent } from './engine.ts'
import { epochOf } from './epoch.ts'
import type { OpenLearner } from './learner.ts'
import { measure } from './measure.ts'
import { pace } from './pace.ts'
import { keepsPredictions, packPredictions } from './predicted.ts'
import { random } from './random.ts'
import { watch } from './watch.ts'

/** An engine that trains with a learner of its own: order, schedule, watch and reports are the same for all of them. */
export function engineOf(open: OpenLearner, now: () => number): Engine {
	return {
		fit: (recipe, data, start, signal) => fit(open, recipe, data, start, signal, now),
		test(recipe, data, weights, signal) {
			const learner = open(recipe, data, weights, null)
			try {
				return learner.judge(
					data.test,
					Uint32Array.from(data.test.labels, (_, place) => place),
					signal
				)
			} finally {
				learner.close()
			}
		},
		measure: (recipe, data, signal) => measure(open, recipe, data, signal, now)
	}
}

function* fit(
	open: OpenLearner,
	recipe: Recipe,
	data: DataSet,
	start: Start | null,
	signal: Signal,
	now: () => number
): Generator<TrainEvent, Trained | null> {
	const { training, validation } = splitImages(recipe, random(recipe.seed, 'split').shuffle)
	const { classes } = factsOf(recipe.data)
	const first = start?.weights ?? firstWeights(recipe)
	const done = start?.epoch ?? 0
	const batches = Math.ceil(training.length / recipe.batchSize)
	const watcher = watch(recipe.earlyStopping, start?.watch)
	const speed = pace(now, { epochs: recipe.epochs, batches, images: training.length, done })
	let judged: Trained = (recipe.judge === 'best' && start?.best) || { weights: first, epoch: done }
	const learner = open(recipe, data, first, start?.state ?? null)
	try {
		for (let number = done + 1; number <= recipe.epochs && !watcher.isEnough(); number++) {
			const began = now()
			const epoch = epochOf(recipe, training, number)
			let [lossSum, hits, seen] = [0, 0, 0]
			// divided once, at the end: how many batches a call takes is a matter of time, and must not change how means are rounded
			const meansNow = () => ({ loss: lossSum / (seen * recipe.committee), accuracy: hits / (seen * recipe.committee) })
			for (let batch = 0; batch < batches;) {
				if (signal.aborted) return null
				const taken = learner.train(epoch, batch)
				batch += taken.batches
				lossSum += taken.loss
				hits += taken.hits
				seen += taken.images
				if (!Number.isFinite(lossSum)) throw diverged(number, epoch.learningRate(batch - 1))
				const report = speed.due(number, batch, seen)
				if (report) yield { kind: 'progress', progress: { phase: 'training', ...report, ...meansNow() } }
			}
			const means = meansNow()
			const learningRate = epoch.learningRate(batches - 1)
			if (validation.length > 0)
				yield { kind: 'progress', progress: { phase: 'validating', ...speed.now(number, batches, seen), ...means } }
			const held = validation.length > 0 ? learner.judge(data.training, validation, signal) : undefined
			if (held === null) return null
			if (held && !Number.isFinite(held.loss)) throw diverged(number, learningRate)
			const { best } = watcher.see(held?.loss ?? null)
			const trained = { weights: learner.weights(), epoch: number }
			if (best || recipe.judge === 'last') judged = trained
			const valued = { valLoss: held?.loss ?? null, valAccuracy: held?.accuracy ?? null }
			const predictions =
				held && keepsPredictions(number, recipe.epochs) ? packPredictions(held.probabilities, classes.length) : null
			const checkpoint = { ...trained, state: learner.state(), watch: watcher.remembers() }
			const seconds = (now() - began) / 1000
			const point = { epoch: number, ...means, ...valued, learningRate, seconds }
			yield { kind: 'epoch', point, checkpoint, best, predictions }
		}
		return judged
	} finally {
		learner.close()
	}
}

const diverged = (epoch: number, learningRate: number) =>
	new LabProblem(
		'TRAINING_FAILED',
		`In epoch ${epoch} the loss stopped being a number: the steps are too large for this network. Lower the learning rate (it was ${learningRate}) and train again.`
	)
