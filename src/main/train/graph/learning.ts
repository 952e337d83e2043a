import { factsOf } from '../../../shared/dataset.ts'
import type { Recipe } from '../../../shared/recipe.ts'
import type { Graph, Value, Variable } from './graph.ts'
import { halvesOf, isHalved, learnFrom } from './batch.ts'
import { head } from './head.ts'
import type { Turn } from './loop.ts'
import { keepWeights, writeNetwork, type KeptWeight } from './network.ts'
import { assign, named, pack, pick, read, share, sidesOf } from './arrays.ts'
import { add, cast, constant, multiply, subtract, sum, whole } from './ops.ts'
import { keptBy, writeUpdate, type Kept } from './optimizers.ts'
import { piecesOf, sharedLayer } from './pieces.ts'
import { keepPieces, shapeOf, storeOf, type Store } from './store.ts'

export interface State extends Kept {
	/** Its weight's place among the learned ones, from 0. */
	weight: number
	store: Store
}

/** One network of a graph: what it keeps, what it is fed, and what is fetched of it. */
export interface LearningNetwork {
	weights: { kept: KeptWeight; store: Store }[]
	/** Where the weights that are judged lie: the averages, where there are any. */
	judged: Store[]
	states: State[]
	/** The images' places, [batches, batch size], all of one size, and what differs from batch to batch. */
	order: Value
	learningRates: Value
	/** β₁ᵗ and β₂ᵗ in step t, from 1; read by Adam alone. */
	beta1Powers: Value
	beta2Powers: Value
	/** [batches, 2] */
	seeds: Value
	/** What is carried from step to step: the losses' sum, and the number of hits. */
	nothing: readonly Value[]
	/** Writes a step of training on the images `variables` hold: 2 values carried. */
	step(images: { pixels: Variable; labels: Variable }, turn: Value, carried: readonly Value[]): Turn
	/** From what the last step carries: the losses' sum in two parts, the larger first, and the number of hits. */
	sums(carried: readonly Value[]): Value
	/** From uint8 pixels [n, 784] and labels [n]: probabilities [n, classes] and the sum of the losses. */
	judge(pixels: Value, labels: Value): { probabilities: Value; loss: Value }
}

/**
 * The variables of a network; `prefix` tells it from others in the graph. `batched` is how many images it learns from in
 * an epoch.
 */
export function learningNetwork(graph: Graph, recipe: Recipe, batched: number, prefix: string): LearningNetwork {
	const { layers, optimizer, l2, averaging, batchSize } = recipe
	const { image } = factsOf(recipe.data)
	const isInLanes = isHalved(recipe, batched)
	const sharedOut = isInLanes ? sharedLayer(recipe) : -1
	const kept = keepWeights(graph, layers, image, `${prefix}weights/`, (layer, kernel) =>
		isInLanes ? piecesOf(recipe, layer, sharedOut, kernel) : 1
	)
	const weights = kept.map((one, place) => ({
		kept: one,
		store: storeOf(graph, `${prefix}weight${place}`, one.pieces)
	}))
	const learned = kept.filter((weight) => weight.learned)
	const beside = ({ pieces }: KeptWeight, own: string) => {
		const name = `${prefix}${own}`
		return storeOf(graph, name, keepPieces(graph, name, shapeOf(pieces), pieces.length))
	}
	const states = learned.flatMap((weight, place) =>
		keptBy(optimizer).map((state) => ({
			...state,
			weight: place,
			store: beside(weight, `state${place + 1}/${state.name}`)
		}))
	)
	/** Of averaged weights, those that learn are a state like any other. */
	const rawOf = (weight: KeptWeight, place: number): State[] =>
		weights.flatMap(({ kept, store }) =>
			kept === weight ? [{ name: 'raw', first: null, negative: false, weight: place, store }] : []
		)
	const averages = averaging > 0 ? learned.map((weight, place) => beside(weight, `average${place + 1}`)) : []
	const judgedStores = weights.map(({ kept, store }) => averages[learned.indexOf(kept)] ?? store)
	const order = graph.placeholder(`${prefix}order`, 'int32', [-1, -1])
	// where every batch is full, TensorFlow computes with its size beforehand
	const isKnown = batched % batchSize === 0
	const size = isKnown ? whole(graph, batchSize) : pick(sidesOf(order), whole(graph, 1))
	const [count, halves] = [cast(size, 'float32'), isInLanes ? halvesOf(size) : null]
	const perTurn = (name: string) => graph.placeholder(`${prefix}${name}`, 'float32', [-1])
	const learningRates = perTurn('learningRates')
	const [beta1Powers, beta2Powers] = [perTurn('beta1Powers'), perTurn('beta2Powers')]
	const seeds = graph.placeholder(`${prefix}seeds`, 'int32', [-1, 2])

	return {
		weights,
		judged: judgedStores,
		states: averages.length > 0 ? [...states, ...learned.flatMap(rawOf)] : states,
		order,
		learningRates,
		beta1Powers,
		beta2Powers,
		seeds,
		// in float64 a sum does not hang on how many batches one call happens to take
		nothing: [cast(constant(graph, 0), 'float64'), constant(graph, 0)],
		step(images, turn, carried) {
			const batch = {
				...{ recipe, kept, sharedOut, turn, count, halves },
				...{ places: pick(order, turn), seed: pick(seeds, turn) }
			}
			const { losses, hits, slopes, updates } = learnFrom(images, batch)
			const now = {
				learningRate: pick(learningRates, turn),
				beta1Power: pick(beta1Powers, turn),
				beta2Power: pick(beta2Powers, turn)
			}
			const changed = slopes.map(({ weight, piece, slope, after, write }) =>
				write(() => {
					const place = learned.indexOf(weight)
					const of = ({ pieces }: Pick<Store, 'pieces'>) => pieces[piece] ?? pieces[0]
					const variable = of(weight)
					const own = states.filter((state) => state.weight === place).map(({ store }) => of(store))
					const penalty = l2 > 0 && weight.penalized ? multiply(read(variable, [turn]), 2 * l2) : null
					const updated = writeUpdate(optimizer, variable, own, now, penalty ? add(slope, penalty) : slope, after)
					const averaged = averages[place]
					if (!averaged) return updated
					const newer = multiply(read(variable, [updated]), 1 - averaging)
					return assign(of(averaged), add(multiply(read(of(averaged), [turn]), averaging), newer))
				})
			)
			const [before, hitsBefore] = carried as [Value, Value]
			return {
				carried: [add(before, cast(losses, 'float64')), add(hitsBefore, hits)],
				after: [...changed, ...updates]
			}
		},
		sums(carried) {
			const [lossSum, hits] = carried as [Value, Value]
			const high = cast(lossSum, 'float32')
			const low = cast(subtract(lossSum, cast(high, 'float64')), 'float32')
			return named(`${prefix}sums`, pack([high, low, hits]))
		},
		judge(pixels, labels) {
			const still = { training: false, images: constant(graph, 1), uniform: (like: Value) => like }
			const used = kept.map((one, place) => ({ ...one, pieces: judgedStores[place]?.pieces ?? one.pieces }))
			const network = writeNetwork(layers, image, used, share(pixels), () => still, [])
			const end = head(recipe, network.ending, network.sums, labels, constant(graph, 1))
			return {
				probabilities: named(`${prefix}probabilities`, end.probabilities),
				loss: named(`${prefix}loss`, sum(end.losses, 0))
			}
		}
	}
}
