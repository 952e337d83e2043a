import { expect, test } from 'vitest'
import { piecesOf, sharedLayer } from '../../../src/main/train/graph/pieces.ts'
import { findPreset } from '../../../src/shared/presets.ts'
import { recipeSchema, type RecipeInput } from '../../../src/shared/recipe.ts'

const output = { kind: 'dense', units: 10, activation: 'softmax' } as const
const wide = (more: Partial<RecipeInput> = {}, units = 128) =>
	recipeSchema.parse({ layers: [{ kind: 'dense', units }, output], ...more })

test('pixels are shared out before a first layer that is wide, but not too wide', () => {
	expect([64, 84, 128, 334, 335].map((units) => sharedLayer(wide({}, units)))).toEqual([-1, 0, 0, 0, -1])
	const flat = { kind: 'flatten' } as const
	expect(sharedLayer(wide({ layers: [flat, { kind: 'dense', units: 128 }, output] }))).toBe(1)
})

test('pixels stay together where each image is changed, where Adam learns, and before a convolution', () => {
	expect(sharedLayer(wide({ augmentation: { rotation: 5 } }))).toBe(-1)
	expect(sharedLayer(wide({ optimizer: { kind: 'adam' } }))).toBe(-1)
	const cnn = findPreset('cnn')?.recipe
	expect(cnn && sharedLayer(cnn)).toBe(-1)
})

test('a large kernel is kept in equal pieces that a core’s cache holds, one that has none stays whole', () => {
	const pieces = (inputs: number, units: number) => piecesOf(wide(), 0, -1, [inputs, units])
	expect(pieces(784, 128)).toBe(1)
	expect(pieces(784, 512)).toBe(4)
	expect(pieces(512, 512)).toBe(2)
	expect(pieces(784, 1024)).toBe(7)
	// 997 is prime, and of 4096 units there would be too many
	expect(pieces(997, 512)).toBe(1)
	expect(pieces(784, 4096)).toBe(1)
})
