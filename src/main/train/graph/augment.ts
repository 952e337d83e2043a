import type { Recipe } from '../../../shared/recipe.ts'
import { affine, middleOf } from '../affine.ts'
import { knots, net } from '../elastic.ts'
import type { Value } from './graph.ts'
import { pack, reshape, sidesOf, split } from './arrays.ts'
import { sample } from './sample.ts'
import { add, constant, cosine, divide, matMul, multiply, sine, subtract, wholes } from './ops.ts'

/**
 * Every picture of a batch bent, turned, scaled, slanted and moved by draws of its own, bilinearly, with nothing beyond
 * the edge. `pixels` is [batch, height × width]; `draw` gives numbers from 0 to 1, one an image, or `each` in a row.
 */
export function augment(
	augmentation: Recipe['augmentation'],
	pixels: Value,
	[height, width]: readonly [number, number, 1],
	draw: (which: number, each?: number) => Value
): Value {
	const { graph } = pixels
	const [batch = -1] = pixels.shape
	const around = (drawn: Value) => subtract(multiply(drawn, 2), 1)
	const draws = [0, 1, 2, 3, 4].map((which) => around(draw(which))) as [Value, Value, Value, Value, Value]
	const transform = affine(augmentation, draws, middleOf(height, width), { add, multiply, divide, cosine, sine })
	if (augmentation.elastic > 0) {
		const bends = multiply(around(draw(5, 2 * knots)), augmentation.elastic)
		return bent(pixels, [height, width], transform, bends)
	}
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

/** Pictures whose pixels come from where a net of knots and then a transform lead; `bends` is [batch, 2 × knots]. */
function bent(
	pixels: Value,
	[height, width]: readonly [number, number],
	transform: readonly (Value | 0)[],
	bends: Value
): Value {
	const { graph } = pixels
	const counts = graph.constant(net(height, width), [knots, height * width])
	const [columns, rows] = [(place: number) => place % width, (place: number) => Math.floor(place / width)].map((of) =>
		graph.constant(
			Float32Array.from({ length: height * width }, (_, place) => of(place)),
			[1, height * width]
		)
	)
	const [right, down] = split(bends, 2).map((bend) => matMul(bend, counts))
	if (!columns || !rows || !right || !down) throw new Error('a picture has two sides')
	const [x, y] = [add(right, columns), add(down, rows)]
	const tall = (number: Value | 0 | undefined) => (number ? reshape(number, [-1, 1]) : constant(graph, 0))
	const [a0, a1, a2, b0, b1, b2] = transform.map(tall)
	const line = (a: Value | undefined, b: Value | undefined, c: Value | undefined) => {
		if (!a || !b || !c) throw new Error('a transform has six numbers')
		return add(add(multiply(x, a), multiply(y, b)), c)
	}
	return sample(pixels, [height, width], line(a0, a1, a2), line(b0, b1, b2))
}
