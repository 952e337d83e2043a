import type { Recipe } from '../../shared/recipe.ts'
import { affine, type Arithmetic } from './affine.ts'
import type { Random } from './random.ts'
import { tf, type Tensor, type Tensor4D } from './tf.ts'

const plain: Arithmetic<number> = {
	add: (a, b) => a + b,
	multiply: (a, b) => a * b,
	divide: (a, b) => a / b,
	cosine: Math.cos,
	sine: Math.sin
}

/** Every picture of a batch turned, scaled, slanted and moved by draws of its own, bilinearly, with nothing beyond the edge. */
export function augmented(
	augmentation: Recipe['augmentation'],
	images: Tensor,
	[height, width]: readonly [number, number],
	source: Random
): Tensor {
	const [count = 0] = images.shape
	const transforms = Array.from({ length: count }, () => {
		const draw = () => 2 * source.next() - 1
		return affine(augmentation, [draw(), draw(), draw(), draw(), draw()], (height - 1) / 2, plain)
	})
	const pictures: Tensor4D = tf.reshape(images, [count, height, width, 1])
	const moved = tf.image.transform(pictures, tf.tensor2d(transforms), 'bilinear', 'constant', 0)
	return tf.reshape(moved, images.shape)
}
