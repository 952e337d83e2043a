import { joinRows, pick, read, reshape, share, splitRows } from './arrays.ts'
import type { Lane, Value, Variable } from './graph.ts'
import type { Batch, LearnedSlope } from './batch.ts'
import type { Given, KeptWeight } from './network.ts'
import { add, addAll, matMul, multiply } from './ops.ts'

/** The product of a batch's pixels with the first kernel. */
export interface FirstProduct {
	/** Each lane's share of its rows. */
	parts: readonly Given[]
	/** From the slopes by `parts`, those by the kernel's pieces. */
	backward(slopes: readonly Value[]): LearnedSlope[]
}

/**
 * xW = Σ xₖWₖ, with the pixels' columns shared out among the lanes: each has all images of the batch, but only some pixels
 * of them, and the weights that belong to those. So a piece of the kernel is read and changed in one lane, its slope is one
 * product, and what is handed over between the lanes is as small as the layer's output.
 */
export function firstProduct(
	pixels: Variable,
	{ places, turn }: Pick<Batch, 'places' | 'turn'>,
	weight: KeptWeight,
	lanes: readonly Lane[],
	halves: Value
): FirstProduct {
	const [images = 0, size = 0] = pixels.shape
	const count = weight.pieces.length
	const shares = lanes.map((write, at) =>
		write(() => {
			const columns = reshape(read(pixels, [turn]), [images * count, size / count])
			const seen = weight.pieces.flatMap((piece, place) => {
				if (place % lanes.length !== at) return []
				const x = share(pick(columns, add(multiply(places, count), place)))
				return { piece: place, x, product: matMul(x, read(piece, [turn])) }
			})
			const product = addAll(seen.map(({ product }) => product))
			return { write, seen, rows: splitRows(product, halves) }
		})
	)
	return {
		parts: lanes.map((write, part) => ({
			layer: weight.layer,
			product: write(() => addAll(shares.flatMap(({ rows }) => rows[part] ?? [])))
		})),
		backward: (slopes) =>
			shares.flatMap(({ write, seen }) =>
				write(() => {
					const delta = joinRows(slopes as [Value, ...Value[]])
					return seen.map(({ piece, x }) => {
						const slope = matMul(x, delta, { transposeA: true })
						return { weight, piece, slope, after: [], write }
					})
				})
			)
	}
}
