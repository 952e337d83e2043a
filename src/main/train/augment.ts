import type { Recipe } from '../../shared/recipe.ts'
import { affine, middleOf, type Arithmetic } from './affine.ts'
import { knots, net } from './elastic.ts'
import type { Random } from './random.ts'

const plain: Arithmetic<number> = {
	add: (a, b) => a + b,
	multiply: (a, b) => a * b,
	divide: (a, b) => a / b,
	cosine: Math.cos,
	sine: Math.sin
}

/**
 * Every picture of a batch bent, turned, scaled, slanted and moved by draws of its own, bilinearly, with nothing beyond
 * the edge, as TensorFlow's ImageProjectiveTransformV3 does it, which tfjs has no kernel for here. Any number of pictures
 * of height × width values each; answers new ones.
 */
export function augmented(
	augmentation: Recipe['augmentation'],
	pictures: Float32Array,
	[height, width]: readonly [number, number, 1],
	source: Random
): Float32Array {
	const { elastic } = augmentation
	const size = height * width
	const counts = elastic > 0 ? net(height, width) : null
	const moved = new Float32Array(pictures.length)
	const draw = () => 2 * source.next() - 1
	for (let from = 0; from < pictures.length; from += size) {
		const draws = [draw(), draw(), draw(), draw(), draw()] as const
		const [a0 = 1, a1 = 0, a2 = 0, b0 = 0, b1 = 1, b2 = 0] = affine(augmentation, draws, middleOf(height, width), plain)
		const bends = counts && { right: bend(counts, size, elastic, draw), down: bend(counts, size, elastic, draw) }
		const picture = pictures.subarray(from, from + size)
		for (let place = 0; place < size; place++) {
			const x = (place % width) + (bends?.right[place] ?? 0)
			const y = Math.floor(place / width) + (bends?.down[place] ?? 0)
			moved[from + place] = seen(picture, height, width, a0 * x + a1 * y + a2, b0 * x + b1 * y + b2)
		}
	}
	return moved
}

/** What lies at column `x` and row `y` of a picture, bilinearly, with nothing beyond the edge. */
function seen(picture: Float32Array, height: number, width: number, x: number, y: number): number {
	const at = (x: number, y: number) => (x < 0 || y < 0 || x >= width || y >= height ? 0 : (picture[y * width + x] ?? 0))
	const [column, row] = [Math.floor(x), Math.floor(y)]
	const [across, below] = [x - column, y - row]
	return (
		(1 - below) * ((1 - across) * at(column, row) + across * at(column + 1, row)) +
		below * ((1 - across) * at(column, row + 1) + across * at(column + 1, row + 1))
	)
}

/** By how much each pixel is moved to one side, when every knot is drawn at most `most` pixels away. */
function bend(counts: Float32Array, size: number, most: number, draw: () => number): Float32Array {
	const moved = new Float32Array(size)
	for (let knot = 0; knot < knots; knot++) {
		const by = most * draw()
		for (let place = 0; place < size; place++)
			moved[place] = (moved[place] ?? 0) + by * (counts[knot * size + place] ?? 0)
	}
	return moved
}
