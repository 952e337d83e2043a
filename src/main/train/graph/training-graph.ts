import { factsOf, pixelsOf } from '../../../shared/dataset.ts'
import type { Recipe } from '../../../shared/recipe.ts'
import { Graph, type Value } from './graph.ts'
import { learningNetwork, type LearningNetwork } from './learning.ts'
import { loop } from './loop.ts'
import { storeOf, type Store } from './store.ts'

/** What a session is asked by: placeholders to feed and values to fetch. */
export interface TrainingGraph {
	graph: Graph
	/** uint8 pixels and int32 labels of all training images, once. */
	pixels: Store
	labels: Store
	/** How many batches are trained on when the networks' sums are fetched. */
	turns: Value
	networks: (Omit<LearningNetwork, 'nothing' | 'step' | 'sums' | 'judge'> & {
		sums: Value
		probabilities: Value
		loss: Value
	})[]
	/** What is judged when the networks' probabilities and losses are fetched: uint8 [n, 784] and int32 [n]. */
	judge: { pixels: Value; labels: Value }
}

/**
 * Writes everything that runs need into one graph: loading, training, judging, and the ways for weights in and out. The
 * networks of `recipes` know nothing of each other, so that TensorFlow computes side by side what does not fill the
 * machine; their batches are of one size. `batched` is how many images each learns from in an epoch.
 */
export function writeTraining(recipes: readonly Recipe[], images: number, batched: number): TrainingGraph {
	const graph = new Graph()
	const [first] = recipes
	if (!first || recipes.some(({ batchSize }) => batchSize !== first.batchSize))
		throw new Error('networks that learn side by side take batches of one size')
	const pixelCount = pixelsOf(factsOf(first.data))
	const pixels = storeOf(graph, 'pixels', [graph.variable('pixels', 'uint8', [images, pixelCount])])
	const labels = storeOf(graph, 'labels', [graph.variable('labels', 'int32', [images])])
	const turns = graph.placeholder('turns', 'int32', [])
	const networks = recipes.map((recipe, place) => learningNetwork(graph, recipe, batched, `network${place + 1}/`))
	const data = { pixels: pixels.pieces[0], labels: labels.pieces[0] }
	const nothing = networks.flatMap((network) => network.nothing)
	const trained = loop(graph, 'train', turns, nothing, (turn, carried) => {
		const steps = networks.map((network, place) => network.step(data, turn, partOf(carried, place)))
		return { carried: steps.flatMap((step) => step.carried), after: steps.flatMap((step) => step.after) }
	})
	const judge = {
		pixels: graph.placeholder('judged', 'uint8', [-1, pixelCount]),
		labels: graph.placeholder('truth', 'int32', [-1])
	}
	return {
		graph,
		pixels,
		labels,
		turns,
		networks: networks.map((network, place) => ({
			...network,
			sums: network.sums(partOf(trained, place)),
			...network.judge(judge.pixels, judge.labels)
		})),
		judge
	}
}

/** A network carries two values. */
const partOf = (carried: readonly Value[], network: number) => carried.slice(2 * network, 2 * network + 2)
