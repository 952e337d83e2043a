import { factsOf } from '../../shared/dataset.ts'
import { LabProblem } from '../../shared/problems.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { NamedTensor } from '../../shared/tensors.ts'
import { splitImages } from '../data/split.ts'
import { firstWeights } from './committee.ts'
import type { Judged, Start, Trained, TrainEvent } from './engine.ts'
import { epochOf } from './epoch.ts'
import type { Weight } from './initial.ts'
import type { Epoch, Taken } from './learner.ts'
import { pace } from './pace.ts'
import { keepsPredictions, packPredictions } from './predicted.ts'
import { random } from './random.ts'
import { watch } from './watch.ts'

type Event<Kind extends TrainEvent['kind']> = Extract<TrainEvent, { kind: Kind }>

/** What one network's training comes to, epoch by epoch: what it learns from, its means, its best, and what is said of it. */
export interface Course {
	/** What it starts with. */
	first: Weight[]
	/** The places of its validation images among the training images; none where none are kept aside. */
	validation: Uint32Array
	/** Whether there is an epoch to train behind the one before. */
	goesOn(): boolean
	/** Begins the next epoch. */
	begin(): Epoch
	/** Adds what some batches came to; says how far it is, several times a second. Throws a LabProblem when the loss is no number. */
	take(taken: Taken): Event<'progress'> | null
	/** Says that the validation images are looked at now. */
	validating(): Event<'progress'>
	/** Ends the epoch with what was answered to the validation images, null where there are none. Throws as `take` does. */
	end(held: Judged | null, weights: Weight[], state: NamedTensor[]): Event<'epoch'>
	/** The weights to judge as things stand. */
	judged(): Trained
}

/** From the recipe's seed, or on from `start`. `together` networks share the time that `now` tells, in ms: each has its part. */
export function course(recipe: Recipe, start: Start | null, now: () => number, together = 1): Course {
	const { training, validation } = splitImages(recipe, random(recipe.seed, 'split').shuffle)
	const { classes } = factsOf(recipe.data)
	const first = start?.weights ?? firstWeights(recipe)
	const done = start?.epoch ?? 0
	const batches = Math.ceil(training.length / recipe.batchSize)
	const watcher = watch(recipe.earlyStopping, start?.watch)
	const speed = pace(now, { epochs: recipe.epochs, batches, images: training.length, done })
	let judged: Trained = (recipe.judge === 'best' && start?.best) || { weights: first, epoch: done }
	let number = done
	let learningRate: Epoch['learningRate'] = () => recipe.learningRate
	let began = now()
	let [batch, lossSum, hits, seen] = [0, 0, 0, 0]
	// divided once, at the end: how many batches a call takes is a matter of time, and must not change how means are rounded
	const means = () => ({ loss: lossSum / (seen * recipe.committee), accuracy: hits / (seen * recipe.committee) })
	return {
		first,
		validation,
		goesOn: () => number < recipe.epochs && !watcher.isEnough(),
		begin() {
			began = now()
			number++
			;[batch, lossSum, hits, seen] = [0, 0, 0, 0]
			const epoch = epochOf(recipe, training, number)
			;({ learningRate } = epoch)
			return epoch
		},
		take(taken) {
			batch += taken.batches
			lossSum += taken.loss
			hits += taken.hits
			seen += taken.images
			if (!Number.isFinite(lossSum)) throw diverged(number, learningRate(batch - 1))
			const report = speed.due(number, batch, seen)
			return report && { kind: 'progress', progress: { phase: 'training', ...report, ...means() } }
		},
		validating: () => ({
			kind: 'progress',
			progress: { phase: 'validating', ...speed.now(number, batches, seen), ...means() }
		}),
		end(held, weights, state) {
			const last = learningRate(batches - 1)
			if (held && !Number.isFinite(held.loss)) throw diverged(number, last)
			const { best } = watcher.see(held?.loss ?? null)
			const trained = { weights, epoch: number }
			if (best || recipe.judge === 'last') judged = trained
			const valued = { valLoss: held?.loss ?? null, valAccuracy: held?.accuracy ?? null }
			const predictions =
				held && keepsPredictions(number, recipe.epochs) ? packPredictions(held.probabilities, classes.length) : null
			const checkpoint = { ...trained, state, watch: watcher.remembers() }
			const seconds = (now() - began) / 1000 / together
			const point = { epoch: number, ...means(), ...valued, learningRate: last, seconds }
			return { kind: 'epoch', point, checkpoint, best, predictions }
		},
		judged: () => judged
	}
}

const diverged = (epoch: number, learningRate: number) =>
	new LabProblem(
		'TRAINING_FAILED',
		`In epoch ${epoch} the loss stopped being a number: the steps are too large for this network. Lower the learning rate (it was ${learningRate}) and train again.`
	)
