import { mostLikely } from '../../shared/likely.ts'
import { factsOf } from '../../shared/dataset.ts'
import { fnv1a } from '../../shared/likeness.ts'
import { splitImages } from '../data/split.ts'
import type { DataSet, Labelled } from '../data/mnist.ts'
import type { Engine, Judged, Signal } from './engine.ts'
import { engineOf } from './fit.ts'
import { openSession } from './graph/session.ts'
import { stateIn, stateOut } from './graph/states.ts'
import type { Store } from './graph/store.ts'
import { writeTraining } from './graph/training-graph.ts'
import type { Beginner, Epoch, Learners, OpenLearners } from './learner.ts'

/** How long one call into TensorFlow may take, in ms: it cannot be stopped, and nothing is heard of it meanwhile. */
const patience = 100
/** How many images are judged at once. */
const piece = 1000

/** The whole training step as one graph that TensorFlow runs by itself, `folder` being where it is handed over. */
export const graphEngine = (now: () => number, folder: string): Engine => engineOf(openGraph(now, folder), now)

/** Opens networks in one session. All learn from as many images in batches of one size. */
export const openGraph =
	(now: () => number, folder: string): OpenLearners =>
	(data: DataSet, beginners: readonly Beginner[]): Learners => {
		const recipes = beginners.map(({ recipe }) => recipe)
		const [batchSize = 1] = recipes.map((recipe) => recipe.batchSize)
		const [first] = recipes
		const classCount = first ? factsOf(first.data).classes.length : 0
		const [batched = 0] = recipes.map((recipe) => splitImages(recipe, () => undefined).training.length)
		const written = writeTraining(recipes, data.training.labels.length, batched)
		const session = openSession(written.graph, folder)
		const put = ({ input, set, shape }: Store, values: Float32Array | Int32Array | Uint8Array) =>
			void session.run([{ to: input, values, shape }], [set])
		const take = ({ get }: Store) => session.run([], [get])[0] as Float32Array
		put(written.pixels, data.training.images.pixels)
		put(written.labels, Int32Array.from(data.training.labels))
		const networks = written.networks.map((network, place) => {
			const { recipe, weights, state } = beginners[place] as Beginner
			for (const stores of [network.weights.map(({ store }) => store), network.judged])
				for (const [place, store] of stores.entries()) put(store, weights[place]?.values ?? new Float32Array())
			return { ...network, recipe, begun: weights, steps: stateIn(network.states, state, put) }
		})
		/** How many batches one call takes. */
		let reach = 1

		/** What one network is fed for the batches from `from` on, `turns` of `size` images each. */
		function feedsOf(network: (typeof networks)[number], epoch: Epoch, from: number, turns: number, size: number) {
			const { optimizer, seed } = network.recipe
			const places = epoch.order.subarray(from * batchSize, from * batchSize + turns * size)
			const [beta1, beta2] = optimizer.kind === 'adam' ? [optimizer.beta1, optimizer.beta2] : [0, 0]
			const perTurn = (of: (turn: number) => number) => ({
				values: Float32Array.from({ length: turns }, (_, turn) => of(turn)),
				shape: [turns]
			})
			const power = (beta: number) => perTurn((turn) => beta ** (network.steps + turn + 1))
			const word = fnv1a(`${seed}/epoch/${epoch.number}`)
			const seeds = Int32Array.from({ length: 2 * turns }, (_, n) => (n % 2 === 0 ? word : 1000 * (from + (n - 1) / 2)))
			return [
				{ to: network.order, values: Int32Array.from(places), shape: [turns, size] },
				{ to: network.learningRates, ...perTurn((turn) => epoch.learningRate(from + turn)) },
				{ to: network.beta1Powers, ...power(beta1) },
				{ to: network.beta2Powers, ...power(beta2) },
				{ to: network.seeds, values: seeds, shape: [turns, 2] }
			]
		}

		return {
			train(epochs, from) {
				const [{ order }] = epochs as [Epoch]
				const left = order.length - from * batchSize
				// a last batch that is not full is taken alone
				const turns = left < batchSize ? 1 : Math.min(reach, Math.floor(left / batchSize))
				const size = Math.min(left, batchSize)
				const began = now()
				const sums = session.run(
					[
						...networks.flatMap((network, place) => feedsOf(network, epochs[place] as Epoch, from, turns, size)),
						{ to: written.turns, values: Int32Array.of(turns), shape: [] }
					],
					networks.map((network) => network.sums)
				)
				const perTurn = (now() - began) / turns
				// no more than four times as many as before: the first calls prepare much that later ones find ready
				reach = Math.max(1, Math.min(4 * turns, Math.floor(patience / perTurn)))
				return networks.map((network, place) => {
					network.steps += turns
					const [high = NaN, low = 0, hits = 0] = sums[place] ?? []
					return { batches: turns, images: turns * size, loss: high + low, hits }
				})
			},
			judge: (images, places, signal) => judge(images, places, signal),
			weights: () =>
				networks.map(({ begun, judged }) =>
					begun.map(({ name, shape }, place) => {
						const store = judged[place]
						return { name, shape, values: store ? take(store) : new Float32Array() }
					})
				),
			state: () => networks.map(({ states, steps }) => stateOut(states, steps, take)),
			close: () => session.close()
		}

		function judge({ images, labels }: Labelled, places: Uint32Array, signal: Signal): Judged[] | null {
			const size = images.height * images.width
			const all = networks.map(() => ({ probabilities: new Float32Array(places.length * classCount), loss: 0 }))
			for (let from = 0; from < places.length; from += piece) {
				if (signal.aborted) return null
				const chunk = places.subarray(from, from + piece)
				const pixels = new Uint8Array(chunk.length * size)
				for (const [row, place] of chunk.entries())
					pixels.set(images.pixels.subarray(place * size, (place + 1) * size), row * size)
				const truth = Int32Array.from(chunk, (place) => labels[place] ?? 0)
				const said = session.run(
					[
						{ to: written.judge.pixels, values: pixels, shape: [chunk.length, size] },
						{ to: written.judge.labels, values: truth, shape: [chunk.length] }
					],
					networks.flatMap(({ probabilities, loss }) => [probabilities, loss])
				)
				for (const [place, one] of all.entries()) {
					one.probabilities.set(said[2 * place] ?? [], from * classCount)
					one.loss += said[2 * place + 1]?.[0] ?? NaN
				}
			}
			return all.map(({ probabilities, loss }) => {
				const likely = mostLikely(probabilities, classCount)
				const hits = likely.reduce((sum, guess, row) => sum + Number(guess === labels[places[row] ?? 0]), 0)
				return { loss: loss / places.length, accuracy: hits / places.length, probabilities }
			})
		}
	}
