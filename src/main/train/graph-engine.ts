import { mostLikely } from '../../shared/likely.ts'
import { factsOf } from '../../shared/dataset.ts'
import { splitImages } from '../data/split.ts'
import type { Labelled } from '../data/mnist.ts'
import type { Engine, Judged, Signal } from './engine.ts'
import { engineOf } from './fit.ts'
import { openSession } from './graph/session.ts'
import { stateIn, stateOut } from './graph/states.ts'
import { writeTraining, type Store } from './graph/training-graph.ts'
import type { OpenLearner, Taken } from './learner.ts'
import { fnv1a } from '../../shared/likeness.ts'

/** How long one call into TensorFlow may take, in ms: it cannot be stopped, and nothing is heard of it meanwhile. */
const patience = 100
/** How many images are judged at once. */
const piece = 1000

/** The whole training step as one graph that TensorFlow runs by itself, `folder` being where it is handed over. */
export const graphEngine = (now: () => number, folder: string): Engine => engineOf(openGraph(now, folder), now)

export const openGraph =
	(now: () => number, folder: string): OpenLearner =>
	(recipe, data, weights, state) => {
		const { batchSize, optimizer } = recipe
		const classCount = factsOf(recipe.data).classes.length
		const training = splitImages(recipe, () => undefined).training.length
		const written = writeTraining(recipe, data.training.labels.length, training)
		const session = openSession(written.graph, folder)
		const put = ({ input, set, variable }: Store, values: Float32Array | Int32Array | Uint8Array) =>
			void session.run([{ to: input, values, shape: variable.shape }], [set])
		const take = ({ get }: Store) => session.run([], [get])[0] as Float32Array
		put(written.pixels, data.training.images.pixels)
		put(written.labels, Int32Array.from(data.training.labels))
		for (const stores of [written.weights.map(({ store }) => store), written.judged])
			for (const [place, store] of stores.entries()) put(store, weights[place]?.values ?? new Float32Array())
		let steps = stateIn(written.states, state, put)
		/** How many batches one call takes. */
		let reach = 1

		return {
			train({ number, order, batches, learningRate }, from): Taken {
				const turns = Math.min(reach, batches - from)
				const places = order.subarray(from * batchSize, (from + turns) * batchSize)
				const rates = new Float32Array(3 * turns)
				const seeds = new Int32Array(2 * turns)
				const [beta1, beta2] = optimizer.kind === 'adam' ? [optimizer.beta1, optimizer.beta2] : [0, 0]
				for (let turn = 0; turn < turns; turn++) {
					const step = steps + turn + 1
					rates.set([learningRate(from + turn), beta1 ** step, beta2 ** step], 3 * turn)
					seeds.set([fnv1a(`${recipe.seed}/epoch/${number}`) | 0, 1000 * (from + turn)], 2 * turn)
				}
				const { train } = written
				const began = now()
				const [sums] = session.run(
					[
						{ to: train.order, values: Int32Array.from(places), shape: [places.length] },
						{ to: train.rates, values: rates, shape: [turns, 3] },
						{ to: train.seeds, values: seeds, shape: [turns, 2] },
						{ to: train.turns, values: Int32Array.of(turns), shape: [] }
					],
					[train.sums]
				)
				const perTurn = (now() - began) / turns
				// no more than four times as many as before: the first calls prepare much that later ones find ready
				reach = Math.max(1, Math.min(4 * turns, Math.floor(patience / perTurn)))
				steps += turns
				const [high = NaN, low = 0, hits = 0] = sums ?? []
				return { batches: turns, images: places.length, loss: high + low, hits }
			},
			judge: (images, places, signal) => judge(images, places, signal),
			weights: () =>
				weights.map(({ name, shape }, place) => {
					const store = written.judged[place]
					return { name, shape, values: store ? take(store) : new Float32Array() }
				}),
			state: () => stateOut(written.states, steps, take),
			close: () => session.close()
		}

		function judge({ images, labels }: Labelled, places: Uint32Array, signal: Signal): Judged | null {
			const size = images.height * images.width
			const probabilities = new Float32Array(places.length * classCount)
			let loss = 0
			for (let from = 0; from < places.length; from += piece) {
				if (signal.aborted) return null
				const chunk = places.subarray(from, from + piece)
				const pixels = new Uint8Array(chunk.length * size)
				for (const [row, place] of chunk.entries())
					pixels.set(images.pixels.subarray(place * size, (place + 1) * size), row * size)
				const truth = Int32Array.from(chunk, (place) => labels[place] ?? 0)
				const { judge } = written
				const [answers, sum] = session.run(
					[
						{ to: judge.pixels, values: pixels, shape: [chunk.length, size] },
						{ to: judge.labels, values: truth, shape: [chunk.length] }
					],
					[judge.probabilities, judge.loss]
				)
				probabilities.set(answers ?? [], from * classCount)
				loss += sum?.[0] ?? NaN
			}
			let hits = 0
			for (const [row, likely] of mostLikely(probabilities, classCount).entries())
				if (likely === labels[places[row] ?? 0]) hits++
			return { loss: loss / places.length, accuracy: hits / places.length, probabilities }
		}
	}
