import { factsOf, pixelsOf } from '../../../shared/dataset.ts'
import type { Shape } from '../../../shared/network.ts'
import type { Recipe } from '../../../shared/recipe.ts'
import { isAugmented } from '../affine.ts'

/**
 * What is done with many numbers at once TensorFlow shares out among other threads, which takes longer where each lane
 * has its own to do. So the kernels of dense layers are kept in pieces where batches are halved.
 */

/** The first layer's kernel where the pixels are shared out among the lanes (see first-product.ts): two pieces for each. */
const shared = 4
/** Of so many numbers it is worth it: with fewer none are woken, of more the layer's outputs are many as well. */
const [fewest, most] = [2 ** 16, 2 ** 18]
/** Of so many numbers a piece of any other kernel is at most: its products are left to one thread. */
const largest = 2 ** 17
/** Kernels that would have more pieces stay whole: a product of few rows takes longer for its size. */
const mostPieces = 8

/**
 * The layer whose input's pixels are shared out among the lanes, from 0; −1: none. Adam's own kernel is shared out among
 * threads whatever its size.
 */
export function sharedLayer(recipe: Recipe): number {
	const place = recipe.layers.findIndex(({ kind }) => kind !== 'flatten')
	const layer = recipe.layers[place]
	const pixels = pixelsOf(factsOf(recipe.data))
	if (layer?.kind !== 'dense' || pixels % shared !== 0 || isAugmented(recipe)) return -1
	const numbers = pixels * layer.units
	return recipe.optimizer.kind !== 'adam' && numbers >= fewest && numbers <= most ? place : -1
}

/** In how many pieces a layer's kernel is kept. */
export function piecesOf({ layers }: Recipe, layer: number, sharedOut: number, [inputs = 0, units = 0]: Shape): number {
	if (layers[layer]?.kind !== 'dense') return 1
	if (layer === sharedOut) return shared
	let count = Math.max(1, Math.ceil((inputs * units) / largest))
	while (count <= mostPieces && inputs % count !== 0) count++
	return count <= mostPieces ? count : 1
}
