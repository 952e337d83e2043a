import { factsOf } from '../../../shared/dataset.ts'
import type { Shape } from '../../../shared/network.ts'
import type { Recipe } from '../../../shared/recipe.ts'
import { isAugmented } from '../affine.ts'
import { gather, pack, pick, share, sidesOf, splitRows, uniform } from './arrays.ts'
import { augment } from './augment.ts'
import { firstProduct } from './first-product.ts'
import type { Lane, Value, Variable } from './graph.ts'
import { head } from './head.ts'
import { writeNetwork, type Given, type KeptWeight, type Written } from './network.ts'
import { add, addAll, cast, equal, floorDivide, subtract, sum, whole, wholes } from './ops.ts'

/** A batch to learn from, and who learns. */
export interface Batch {
	recipe: Recipe
	kept: readonly KeptWeight[]
	/** The images' places, int32. */
	places: Value
	/** How many they are, float32. */
	count: Value
	/** How many each of two lanes has, int32; null: one way for all. */
	halves: Value | null
	/** The two numbers that fix what is drawn. */
	seed: Value
	/** The turn of the loop: what must have happened before anything else. */
	turn: Value
	/** The layer before which the pixels are shared out; −1: none. */
	sharedOut: number
}

export interface Learned {
	/** The sum of the images' losses, and how many of them were right. */
	losses: Value
	hits: Value
	slopes: LearnedSlope[]
	/** Moving averages that are changed. */
	updates: readonly Value[]
}

/** Of the mean loss by a learned weight, or by a piece of it. */
export interface LearnedSlope {
	weight: KeptWeight
	/** Which of the weight's pieces, from 0. */
	piece: number
	slope: Value
	/** What must come before it is changed. */
	after: readonly Value[]
	/** Where what changes it is written. */
	write: Lane
}

/**
 * Whether batches are halved where a recipe learns from so many images. Not where the images know of each other (batch
 * normalization), nor where a batch, or the rest that is the last one, is a single image.
 */
export const isHalved = ({ layers, batchSize }: Recipe, images: number): boolean =>
	batchSize > 1 && images % batchSize !== 1 && layers.every(({ kind }) => kind !== 'batchNorm')

/** How many images each half of a batch has: of an odd number the first has one more. */
export function halvesOf(size: Value): Value {
	const first = floorDivide(add(size, 1), 2)
	return pack([first, subtract(size, first)])
}

/**
 * Writes the way of a batch through a network and back. The batch is halved and the halves are sent side by side, each in a
 * lane, with the sum of their slopes for both: two threads that have half the images each wait for each other once or twice
 * a batch, not at every operation.
 */
export function learnFrom(images: { pixels: Variable; labels: Variable }, batch: Batch): Learned {
	const { kept, places, turn, sharedOut, halves } = batch
	const shares = halves ? splitRows(places, halves) : [places]
	const lanes = shares.map(() => turn.graph.lane(turn))
	const wide = kept.find(({ layer, penalized }) => layer === sharedOut && penalized)
	const first = wide && halves ? firstProduct(images.pixels, batch, wide, lanes, halves) : null
	const parts = lanes.map((lane, part) =>
		lane(() => {
			const own = { ...batch, places: shares[part] ?? places }
			return learnPart(first?.parts[part] ?? images.pixels, images.labels, own, 250 * part)
		})
	)
	// in turns, so that both lanes have as much to do
	const writers = lanes.length > 1 ? lanes : [anywhere]
	const [some] = parts
	if (!some) throw new Error('a batch has a part')
	return {
		losses: addAll(parts.map(({ losses }) => losses)),
		hits: addAll(parts.map(({ hits }) => hits)),
		slopes: [
			...(first?.backward(parts.flatMap(({ given }) => given ?? [])) ?? []),
			...some.learned.map(({ weight, piece }, place) => {
				const own = parts.flatMap(({ learned }) => learned[place] ?? [])
				const write = writers[place % writers.length] ?? anywhere
				const slope = write(() => addAll(own.map(({ slope }) => slope)))
				return { weight, piece, slope, after: own.flatMap(({ after }) => after), write }
			})
		],
		updates: some.updates
	}
}

const anywhere: Lane = (write) => write()

/** What a part of a batch has to say. */
type Part = Pick<Learned, 'losses' | 'hits' | 'updates'> & ReturnType<Written['backward']>

/** `from`: all pixels, or the part's product. `drawn`: how many kinds of numbers were drawn with this seed before. */
function learnPart(from: Variable | Given, labels: Variable, batch: Batch, drawn: number): Part {
	const { recipe, kept, places, count, seed, turn } = batch
	const { image } = factsOf(recipe.data)
	const truth = gather(labels, places)
	const draw = (from: number, sides: Value, shape: Shape) =>
		uniform(sides, add(seed, wholes(turn.graph, [drawn + from, 0])), shape)
	// layers draw from 0 on, pictures from 100 on
	const sides = sidesOf(truth)
	const drawForEach = (which: number, each?: number) =>
		each === undefined
			? draw(100 + which, sides, truth.shape)
			: draw(100 + which, pack([pick(sides, whole(turn.graph, 0)), whole(turn.graph, each)]), [...truth.shape, each])
	const picturesOf = (pixels: Variable) => {
		const shown = share(gather(pixels, places))
		return isAugmented(recipe) ? augment(recipe.augmentation, shown, image, drawForEach) : shown
	}
	const input = 'product' in from ? from : picturesOf(from)
	const setting = (layer: number) => ({
		training: true,
		images: count,
		uniform: (like: Value) => draw(layer, sidesOf(like), like.shape)
	})
	const network = writeNetwork(recipe.layers, image, kept, input, setting, [turn])
	const end = head(recipe, network.ending, network.sums, truth, count)
	return {
		...network.backward(end.slope),
		losses: sum(end.losses, 0),
		hits: sum(cast(equal(end.guesses, truth), 'float32'), 0),
		updates: network.updates
	}
}
