import type { Recipe } from '../../../shared/recipe.ts'
import { affine, middleOf } from '../affine.ts'
import type { Value } from './graph.ts'
import { pack, reshape, sidesOf } from './arrays.ts'
import { add, constant, cosine, divide, multiply, sine, subtract, wholes } from './ops.ts'

/**
 * Every picture of a batch turned, scaled, slanted and moved by draws of its own, bilinearly, with nothing beyond the
 * edge. `pixels` is [batch, height × width]; `draw` gives numbers from 0 to 1, one an image.
 */
export function augment(
	augmentation: Recipe['augmentation'],
	pixels: Value,
	[height, width]: readonly [number, number, 1],
	draw: (which: number) => Value
): Value {
	const { graph } = pixels
	const [batch = -1] = pixels.shape
	const draws = [0, 1, 2, 3, 4].map((which) => subtract(multiply(draw(which), 2), 1)) as [
		Value,
		Value,
		Value,
		Value,
		Value
	]
	const transform = affine(augmentation, draws, middleOf(height, width), { add, multiply, divide, cosine, sine })
	const nothing = multiply(draws[0], 0)
	const columns = transform.map((column) => (column === 0 ? nothing : column)) as [Value, ...Value[]]
	const pictures = reshape(pixels, [batch, height, width, 1])
	const moved = graph.single(
		'ImageProjectiveTransformV3',
		[pictures, pack(columns, 1), wholes(graph, [height, width]), constant(graph, 0)],
		{ dtype: { type: 'float32' }, interpolation: { string: 'BILINEAR' }, fill_mode: { string: 'CONSTANT' } },
		pictures
	)
	return reshape(moved, pixels.shape, sidesOf(pixels))
}
