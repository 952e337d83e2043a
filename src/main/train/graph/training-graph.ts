import { factsOf, pixelsOf } from '../../../shared/dataset.ts'
import type { Shape } from '../../../shared/network.ts'
import type { Recipe } from '../../../shared/recipe.ts'
import { isAugmented } from '../affine.ts'
import { augment } from './augment.ts'
import { Graph, type Value, type Variable } from './graph.ts'
import { head } from './head.ts'
import { loop } from './loop.ts'
import { keepWeights, writeNetwork, type KeptWeight } from './network.ts'
import { assign, gather, named, pack, pick, read, reshape, sidesOf, slice, uniform } from './arrays.ts'
import { add, cast, constant, divide, equal, minimum, multiply, subtract, sum, whole, wholes } from './ops.ts'
import { keptBy, writeUpdate, type Kept } from './optimizers.ts'

/** Numbers that stay in the session, with the ways in and out. */
export interface Store {
	variable: Variable
	/** To be fed with what is assigned when `set` is fetched. */
	input: Value
	set: Value
	/** To be fetched: what stands there. */
	get: Value
}

export interface State extends Kept {
	/** Its weight's place among the learned ones, from 0. */
	weight: number
	store: Store
}

/** What a session is asked by: placeholders to feed and values to fetch. */
export interface TrainingGraph {
	graph: Graph
	/** uint8 pixels and int32 labels of all training images, once. */
	pixels: Store
	labels: Store
	weights: { kept: KeptWeight; store: Store }[]
	/** Where the weights that are judged lie: the averages, where there are any. */
	judged: Store[]
	states: State[]
	/**
	 * Trains on `order` (places of images), batch after batch; `rates` is [batches, 3], `seeds` [batches, 2]. `sums` is
	 * the losses' sum in two parts, the larger first, and the number of hits.
	 */
	train: { order: Value; rates: Value; seeds: Value; turns: Value; sums: Value }
	/** From uint8 pixels [n, 784] and labels [n]: probabilities [n, classes] and the sum of the losses. */
	judge: { pixels: Value; labels: Value; probabilities: Value; loss: Value }
}

/** Writes everything a run needs into one graph: loading, training, judging, and the ways for weights in and out. */
export function writeTraining(recipe: Recipe, images: number, batched: number): TrainingGraph {
	const graph = new Graph()
	const { layers, optimizer, l2, averaging } = recipe
	const { image } = factsOf(recipe.data)
	const pixelCount = pixelsOf({ image })
	const store = (name: string, variable: Variable): Store => {
		const input = graph.placeholder(`${name}/in`, variable.dtype, variable.shape)
		const set = named(`${name}/set`, whole(graph, 1), [assign(variable, input)])
		// a session does not hand uint8 out; nobody asks for those
		const get = variable.dtype === 'uint8' ? set : named(`${name}/get`, read(variable))
		return { variable, input, set, get }
	}
	const pixels = store('pixels', graph.variable('pixels', 'uint8', [images, pixelCount]))
	const labels = store('labels', graph.variable('labels', 'int32', [images]))
	const kept = keepWeights(graph, layers, image, 'weights/')
	const weights = kept.map((one, place) => ({ kept: one, store: store(`weight${place}`, one.variable) }))
	const learned = kept.filter((weight) => weight.learned)
	const beside = (weight: KeptWeight, name: string) =>
		store(name, graph.variable(name, 'float32', weight.variable.shape))
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

	const order = graph.placeholder('order', 'int32', [-1])
	const rates = graph.placeholder('rates', 'float32', [-1, 3])
	const seeds = graph.placeholder('seeds', 'int32', [-1, 2])
	const turns = graph.placeholder('turns', 'int32', [])
	// where every batch is full, all shapes are known beforehand
	const isEven = batched % recipe.batchSize === 0
	// in float64 a sum does not hang on how many batches one call happens to take
	const nothing = [cast(constant(graph, 0), 'float64'), constant(graph, 0)]
	const [lossSum, hits] = loop(graph, 'train', turns, nothing, (turn, carried) => {
		const begin = multiply(turn, recipe.batchSize)
		const size = isEven
			? whole(graph, recipe.batchSize)
			: minimum(whole(graph, recipe.batchSize), subtract(reshape(sidesOf(order), []), begin))
		const rows = isEven ? recipe.batchSize : -1
		const places = slice(order, reshape(begin, [1]), reshape(size, [1]), rows)
		const truth = gather(labels.variable, places)
		const count = cast(size, 'float32')
		const seed = pick(seeds, turn)
		const draw = (from: number, sides: Value, shape: Shape) =>
			uniform(sides, add(seed, wholes(graph, [from, 0])), shape)
		const shown = share(gather(pixels.variable, places))
		// layers draw from 0 on, pictures from 500 on
		const drawForEach = (which: number) => draw(500 + which, sidesOf(truth), truth.shape)
		const images = isAugmented(recipe) ? augment(recipe.augmentation, shown, image, drawForEach) : shown
		const network = writeNetwork(
			layers,
			image,
			kept,
			images,
			(layer) => ({ training: true, images: count, uniform: (like) => draw(layer, sidesOf(like), like.shape) }),
			[turn]
		)
		const end = head(recipe, network.ending, network.sums, truth, count)
		const rate = pick(rates, turn)
		const part = (place: number) => reshape(slice(rate, wholes(graph, [place]), wholes(graph, [1]), 1), [])
		const now = { learningRate: part(0), beta1Power: part(1), beta2Power: part(2) }
		const changed = network.backward(end.slope).map(({ weight, slope, after }) => {
			const place = learned.indexOf(weight)
			const own = states.filter((state) => state.weight === place).map((state) => state.store.variable)
			const penalty = l2 > 0 && weight.penalized ? multiply(read(weight.variable, [turn]), 2 * l2) : null
			const updated = writeUpdate(optimizer, weight.variable, own, now, penalty ? add(slope, penalty) : slope, after)
			const average = averages[place]?.variable
			if (!average) return updated
			const newer = multiply(read(weight.variable, [updated]), 1 - averaging)
			return assign(average, add(multiply(read(average, [turn]), averaging), newer))
		})
		const right = sum(cast(equal(end.guesses, truth), 'float32'), 0)
		const [before, hitsBefore] = carried as [Value, Value]
		return {
			carried: [add(before, cast(sum(end.losses, 0), 'float64')), add(hitsBefore, right)],
			after: [...changed, ...network.updates]
		}
	})
	if (!lossSum || !hits) throw new Error('the loop gives nothing')
	const high = cast(lossSum, 'float32')
	const low = cast(subtract(lossSum, cast(high, 'float64')), 'float32')

	const given = graph.placeholder('judged', 'uint8', [-1, pixelCount])
	const truth = graph.placeholder('truth', 'int32', [-1])
	const still = { training: false, images: constant(graph, 1), uniform: (like: Value) => like }
	const judgedWeights = kept.map((one, place) => ({ ...one, variable: judgedStores[place]?.variable ?? one.variable }))
	const judged = writeNetwork(layers, image, judgedWeights, share(given), () => still, [])
	const end = head(recipe, judged.ending, judged.sums, truth, constant(graph, 1))
	return {
		graph,
		pixels,
		labels,
		weights,
		judged: judgedStores,
		states: averages.length > 0 ? [...states, ...learned.flatMap(rawOf)] : states,
		train: { order, rates, seeds, turns, sums: named('sums', pack([high, low, hits])) },
		judge: {
			pixels: given,
			labels: truth,
			probabilities: named('probabilities', end.probabilities),
			loss: named('loss', sum(end.losses, 0))
		}
	}
}

/** Bytes as numbers from 0 to 1. */
const share = (bytes: Value) => divide(cast(bytes, 'float32'), 255)
