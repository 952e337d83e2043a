import { classCount, inputShape } from '../../shared/network.ts'
import { LabProblem } from '../../shared/problems.ts'
import type { Recipe } from '../../shared/recipe.ts'
import { splitImages } from '../data/split.ts'
import type { DataSet } from '../data/mnist.ts'
import { takeBatch } from './batches.ts'
import type { Engine, Signal, Start, Trained, TrainEvent } from './engine.ts'
import { evaluate } from './evaluate.ts'
import { initialWeights } from './initial.ts'
import { buildModel, readWeights } from './model.ts'
import { pace } from './pace.ts'
import { keepsPredictions, packPredictions } from './predicted.ts'
import { random } from './random.ts'
import { learningRateAt } from './schedule.ts'
import { trainer } from './step.ts'
import { watch } from './watch.ts'

/** tf.LayersModel, one eager step after another: serves every recipe and is the reference for faster engines. */
export function layersEngine(now: () => number): Engine {
	return {
		fit: (recipe, data, start, signal) => fit(recipe, data, start, signal, now),
		test(recipe, data, weights, signal) {
			const model = buildModel(recipe.layers, weights)
			try {
				const places = Uint32Array.from(data.test.labels, (_, place) => place)
				return evaluate(model, recipe, data.test, places, signal)
			} finally {
				model.dispose()
			}
		},
		measure: (recipe, data, signal) => measure(recipe, data, signal, now)
	}
}

function* fit(
	recipe: Recipe,
	data: DataSet,
	start: Start | null,
	signal: Signal,
	now: () => number
): Generator<TrainEvent, Trained | null> {
	const { training, validation } = splitImages(recipe, random(recipe.seed, 'split').shuffle)
	const first = start?.weights ?? initialWeights(recipe.layers, recipe.seed)
	const done = start?.epoch ?? 0
	const model = buildModel(recipe.layers, first)
	const step = trainer(model, recipe, start?.state)
	const input = inputShape(recipe.layers)
	const batches = Math.ceil(training.length / recipe.batchSize)
	const steps = batches * recipe.epochs
	const watcher = watch(recipe.earlyStopping, start?.watch)
	const speed = pace(now, { epochs: recipe.epochs, batches, images: training.length, done })
	let judged: Trained = (recipe.judge === 'best' && start?.best) || { weights: first, epoch: done }
	try {
		for (let epoch = done + 1; epoch <= recipe.epochs && !watcher.isEnough(); epoch++) {
			const began = now()
			const source = random(recipe.seed, 'epoch', epoch)
			const order = training.slice()
			if (recipe.shuffle) source.shuffle(order)
			let [lossSum, hits, seen, learningRate] = [0, 0, 0, recipe.learningRate]
			for (let batch = 0; batch < batches; batch++) {
				if (signal.aborted) return null
				const places = order.subarray(batch * recipe.batchSize, (batch + 1) * recipe.batchSize)
				learningRate = learningRateAt(recipe, (epoch - 1) * batches + batch, steps, batches)
				const result = step.take(() => takeBatch(data.training, places, input, classCount), learningRate, source)
				lossSum += result.loss * places.length
				hits += result.hits
				seen += places.length
				if (!Number.isFinite(lossSum)) throw diverged(epoch, learningRate)
				const report = speed.due(epoch, batch + 1, seen)
				const means = { loss: lossSum / seen, accuracy: hits / seen }
				if (report) yield { kind: 'progress', progress: { phase: 'training', ...report, ...means } }
			}
			const means = { loss: lossSum / seen, accuracy: hits / seen }
			if (validation.length > 0)
				yield { kind: 'progress', progress: { phase: 'validating', ...speed.now(epoch, batches, seen), ...means } }
			const held = validation.length > 0 ? evaluate(model, recipe, data.training, validation, signal) : undefined
			if (held === null) return null
			if (held && !Number.isFinite(held.loss)) throw diverged(epoch, learningRate)
			const { best } = watcher.see(held?.loss ?? null)
			const trained = { weights: readWeights(model, first), epoch }
			if (best || recipe.judge === 'last') judged = trained
			const valued = { valLoss: held?.loss ?? null, valAccuracy: held?.accuracy ?? null }
			const predictions =
				held && keepsPredictions(epoch, recipe.epochs) ? packPredictions(held.probabilities, classCount) : null
			const checkpoint = { ...trained, state: step.state(), watch: watcher.remembers() }
			const seconds = (now() - began) / 1000
			const point = { epoch, ...means, ...valued, learningRate, seconds }
			yield { kind: 'epoch', point, checkpoint, best, predictions }
		}
		return judged
	} finally {
		step.dispose()
		model.dispose()
	}
}

/** Five steps to warm up, then up to 0.4 s of steps and one piece of validation, scaled to a whole epoch. */
function measure(recipe: Recipe, data: DataSet, signal: Signal, now: () => number): number | null {
	const { training, validation } = splitImages(recipe, () => undefined)
	const model = buildModel(recipe.layers, initialWeights(recipe.layers, recipe.seed))
	const step = trainer(model, recipe)
	const source = random(recipe.seed, 'measure')
	const places = training.subarray(0, recipe.batchSize)
	const batch = () => takeBatch(data.training, places, inputShape(recipe.layers), classCount)
	try {
		const warmUntil = now() + 400
		for (let warmup = 0; warmup < 5 && now() < warmUntil && !signal.aborted; warmup++)
			step.take(batch, recipe.learningRate, source)
		const began = now()
		let taken = 0
		do {
			step.take(batch, recipe.learningRate, source)
			taken++
		} while (now() - began < 400 && taken < 200 && !signal.aborted)
		const perStep = (now() - began) / taken
		const piece = validation.subarray(0, 500)
		const evaluating = now()
		if (piece.length > 0) evaluate(model, recipe, data.training, piece, signal)
		if (signal.aborted) return null
		const perImage = piece.length > 0 ? (now() - evaluating) / piece.length : 0
		return (Math.ceil(training.length / recipe.batchSize) * perStep + validation.length * perImage) / 1000
	} finally {
		step.dispose()
		model.dispose()
	}
}

const diverged = (epoch: number, learningRate: number) =>
	new LabProblem(
		'TRAINING_FAILED',
		`In epoch ${epoch} the loss stopped being a number: the steps are too large for this network. Lower the learning rate (it was ${learningRate}) and train again.`
	)
