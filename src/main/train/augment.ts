import type { Recipe } from '../../shared/recipe.ts'
import { affine, middleOf, type Arithmetic } from './affine.ts'
import type { Random } from './random.ts'

const plain: Arithmetic<number> = {
	add: (a, b) => a + b,
	multiply: (a, b) => a * b,
	divide: (a, b) => a / b,
	cosine: Math.cos,
	sine: Math.sin
}

/**
 * Every picture of a batch turned, scaled, slanted and moved by draws of its own, bilinearly, with nothing beyond the
 * edge, as TensorFlow's ImageProjectiveTransformV3 does it, which tfjs has no kernel for here. Any number of pictures of
 * height × width values each; answers new ones.
 */
export function augmented(
	augmentation: Recipe['augmentation'],
	pictures: Float32Array,
	[height, width]: readonly [number, number, 1],
	source: Random
): Float32Array {
	const moved = new Float32Array(pictures.length)
	const draw = () => 2 * source.next() - 1
	for (let from = 0; from < pictures.length; from += height * width) {
		const draws = [draw(), draw(), draw(), draw(), draw()] as const
		const [a0 = 1, a1 = 0, a2 = 0, b0 = 0, b1 = 1, b2 = 0] = affine(augmentation, draws, middleOf(height, width), plain)
		const at = (x: number, y: number) =>
			x < 0 || y < 0 || x >= width || y >= height ? 0 : (pictures[from + y * width + x] ?? 0)
		for (let y = 0; y < height; y++)
			for (let x = 0; x < width; x++) {
				const [right, down] = [a0 * x + a1 * y + a2, b0 * x + b1 * y + b2]
				const [column, row] = [Math.floor(right), Math.floor(down)]
				const [across, below] = [right - column, down - row]
				moved[from + y * width + x] =
					(1 - below) * ((1 - across) * at(column, row) + across * at(column + 1, row)) +
					below * ((1 - across) * at(column, row + 1) + across * at(column + 1, row + 1))
			}
	}
	return moved
}
