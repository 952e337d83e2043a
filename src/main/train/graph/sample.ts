import { pack, pickEach, reshape, sidesOf } from './arrays.ts'
import type { Value } from './graph.ts'
import { add, cast, floor, maximum, minimum, multiply, subtract, sum, wholes } from './ops.ts'

/**
 * Pictures, [batch, height × width], seen at places between their pixels: each pixel of the result is what lies at column
 * `x` and row `y`, both [batch, height × width], bilinearly, with nothing beyond the edge.
 */
export function sample(pixels: Value, [height, width]: readonly [number, number], x: Value, y: Value): Value {
	const [batch = -1] = pixels.shape
	const squares = reshape(foursomes(reshape(pixels, [batch, height, width, 1])), [batch, (height + 1) * (width + 1), 4])
	// an empty pixel was put before the first, and whatever lies beyond the last sees the empty one behind it
	const within = (place: Value, length: number) => minimum(maximum(add(place, 1), 0), length + 0.9999)
	const [across, along] = [within(x, width), within(y, height)]
	const [column, row] = [floor(across), floor(along)]
	const [right, below] = [subtract(across, column), subtract(along, row)]
	const [left, above] = [subtract(1, right), subtract(1, below)]
	const shares = pack([multiply(above, left), multiply(above, right), multiply(below, left), multiply(below, right)], 2)
	const seen = pickEach(squares, cast(add(multiply(row, width + 1), column), 'int32'))
	return reshape(sum(multiply(seen, shares), 2), pixels.shape, sidesOf(pixels))
}

/** Of each pixel of [batch, height, width, 1], and of the empty ones before the first: it, and those right, below and both. */
function foursomes(pictures: Value): Value {
	const { graph } = pictures
	const [batch = -1, height = -1, width = -1] = pictures.shape
	const rim = reshape(wholes(graph, [0, 0, 1, 1, 1, 1, 0, 0]), [4, 2])
	const framed = graph.single(
		'Pad',
		[pictures, rim],
		{ T: { type: 'float32' }, Tpaddings: { type: 'int32' } },
		{ dtype: 'float32', shape: [batch, height + 2, width + 2, 1] }
	)
	return graph.single(
		'ExtractImagePatches',
		[framed],
		{
			T: { type: 'float32' },
			ksizes: { ints: [1, 2, 2, 1] },
			strides: { ints: [1, 1, 1, 1] },
			rates: { ints: [1, 1, 1, 1] },
			padding: { string: 'VALID' }
		},
		{ dtype: 'float32', shape: [batch, height + 1, width + 1, 4] }
	)
}
