import type { Recipe } from '../../shared/recipe.ts'

/** How numbers are reckoned with: plain ones, or those of a graph. */
export interface Arithmetic<T> {
	readonly add: (a: T, b: T | number) => T
	readonly multiply: (a: T, b: T | number) => T
	readonly divide: (a: T, b: T) => T
	readonly cosine: (a: T) => T
	readonly sine: (a: T) => T
}

/**
 * The eight numbers of a projective transform (see TensorFlow's ImageProjectiveTransformV3) that turns, scales, slants
 * and moves a picture about its middle, from five draws between −1 and 1: where each pixel of the result comes from.
 * Output (x, y) shows input (a₀x + a₁y + a₂, b₀x + b₁y + b₂).
 */
export function affine<T>(
	{ rotation, scale, shear, shift }: Recipe['augmentation'],
	[turn, size, slant, right, down]: readonly [T, T, T, T, T],
	middle: readonly [x: number, y: number],
	{ add, multiply, divide, cosine, sine }: Arithmetic<T>
): (T | 0)[] {
	const angle = multiply(turn, (rotation * Math.PI) / 180)
	const grown = add(multiply(size, scale), 1)
	const c = divide(cosine(angle), grown)
	const s = divide(sine(angle), grown)
	const lean = multiply(slant, shear)
	const a = [c, add(multiply(lean, c), multiply(s, -1))] as const
	const b = [s, add(multiply(lean, s), c)] as const
	// of a square picture both are one number, and the sum is taken as it always was: the same bits
	const [across, along] = middle
	const turned = ([x, y]: readonly [T, T]) =>
		across === along ? multiply(add(x, y), -across) : add(multiply(x, -across), multiply(y, -along))
	const offset = (line: readonly [T, T], about: number, moved: T) =>
		add(add(turned(line), about), multiply(moved, shift))
	return [...a, offset(a, across, right), ...b, offset(b, along, down), 0, 0]
}

/** The middle of a picture, between its pixels. */
export const middleOf = (height: number, width: number): readonly [x: number, y: number] => [
	(width - 1) / 2,
	(height - 1) / 2
]

export const isAugmented = ({ augmentation }: Recipe): boolean => Object.values(augmentation).some((most) => most > 0)
