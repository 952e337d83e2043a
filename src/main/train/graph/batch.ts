import { factsOf } from '../../../shared/dataset.ts'
import type { Shape } from '../../../shared/network.ts'
import type { Recipe } from '../../../shared/recipe.ts'
import { isAugmented } from '../affine.ts'
import { gather, pack, pick, share, sidesOf, split, uniform } from './arrays.ts'
import { augment } from './augment.ts'
import type { Value, Variable } from './graph.ts'
import { head } from './head.ts'
import { writeNetwork, type KeptWeight } from './network.ts'
import { add, cast, equal, sum, whole, wholes } from './ops.ts'

/** A batch to learn from, and who learns. */
export interface Batch {
	recipe: Recipe
	kept: readonly KeptWeight[]
	/** The images' places, int32. */
	places: Value
	/** How many they are, float32. */
	count: Value
	/** The two numbers that fix what is drawn. */
	seed: Value
	/** The turn of the loop: what must have happened before anything else. */
	turn: Value
}

export interface Learned {
	/** The sum of the images' losses, and how many of them were right. */
	losses: Value
	hits: Value
	/** Of the mean loss, by each learned weight, and what must come before it is changed. */
	slopes: { weight: KeptWeight; slope: Value; after: readonly Value[] }[]
	/** Moving averages that are changed. */
	updates: readonly Value[]
}

/**
 * Writes the way of a batch through a network and back. The batch is halved and the halves are sent side by side, each in
 * the order in which it is written, with the sum of their slopes for both: two threads that have half the images each wait
 * for each other once a batch, not at every operation. Not where the images know of each other (batch normalization), nor
 * where the batch has no half.
 */
export function learnFrom(images: { pixels: Variable; labels: Variable }, batch: Batch): Learned {
	const { recipe, places, turn } = batch
	const [rows = -1] = places.shape
	const isWhole = rows < 2 || rows % 2 === 1 || recipe.layers.some(({ kind }) => kind === 'batchNorm')
	const parts = (isWhole ? [places] : split(places, 2)).map((places, part) =>
		turn.graph.inOrder(turn, () => learnPart(images, { ...batch, places }, 250 * part))
	)
	const total = (of: (part: Learned) => Value) => parts.map(of).reduce((sum, value) => add(sum, value))
	const [first] = parts
	if (!first) throw new Error('a batch has a part')
	return {
		losses: total(({ losses }) => losses),
		hits: total(({ hits }) => hits),
		slopes: first.slopes.map(({ weight }, place) => {
			const own = parts.flatMap(({ slopes }) => slopes[place] ?? [])
			const slope = own.map(({ slope }) => slope).reduce((sum, slope) => add(sum, slope))
			return { weight, slope, after: own.flatMap(({ after }) => after) }
		}),
		updates: first.updates
	}
}

/** `drawn`: how many kinds of numbers were drawn with this seed before. */
function learnPart({ pixels, labels }: { pixels: Variable; labels: Variable }, batch: Batch, drawn: number): Learned {
	const { recipe, kept, places, count, seed, turn } = batch
	const { image } = factsOf(recipe.data)
	const truth = gather(labels, places)
	const draw = (from: number, sides: Value, shape: Shape) =>
		uniform(sides, add(seed, wholes(turn.graph, [drawn + from, 0])), shape)
	const shown = share(gather(pixels, places))
	// layers draw from 0 on, pictures from 100 on
	const sides = sidesOf(truth)
	const drawForEach = (which: number, each?: number) =>
		each === undefined
			? draw(100 + which, sides, truth.shape)
			: draw(100 + which, pack([pick(sides, whole(turn.graph, 0)), whole(turn.graph, each)]), [...truth.shape, each])
	const pictures = isAugmented(recipe) ? augment(recipe.augmentation, shown, image, drawForEach) : shown
	const setting = (layer: number) => ({
		training: true,
		images: count,
		uniform: (like: Value) => draw(layer, sidesOf(like), like.shape)
	})
	const network = writeNetwork(recipe.layers, image, kept, pictures, setting, [turn])
	const end = head(recipe, network.ending, network.sums, truth, count)
	return {
		slopes: network.backward(end.slope),
		losses: sum(end.losses, 0),
		hits: sum(cast(equal(end.guesses, truth), 'float32'), 0),
		updates: network.updates
	}
}
