import { expect, test } from 'vitest'
import { initialWeights } from '../../../src/main/train/initial.ts'
import { random, withRandom } from '../../../src/main/train/random.ts'
import { recipeSchema } from '../../../src/shared/recipe.ts'
import { mnist } from '../../../src/shared/dataset.ts'

test('the same words give the same numbers, other words others', () => {
	const take = (...words: (string | number)[]) => Array.from({ length: 5 }, random(...words).next)
	expect(take(1, 'epoch', 2)).toEqual(take(1, 'epoch', 2))
	expect(take(1, 'epoch', 2)).not.toEqual(take(1, 'epoch', 3))
	expect(take(1, 'epoch', 2)).not.toEqual(take(2, 'epoch', 2))
})

test('numbers are spread evenly from 0 to 1, and normal ones have mean 0 and variance 1', () => {
	const source = random('spread')
	const tenths = new Array<number>(10).fill(0)
	for (let draw = 0; draw < 100_000; draw++) {
		const tenth = Math.floor(source.next() * 10)
		tenths[tenth] = (tenths[tenth] ?? 0) + 1
	}
	// chi-square with 9 degrees of freedom is below 27.88 with probability 0.999 (scipy.stats.chi2.ppf)
	expect(tenths.reduce((sum, found) => sum + (found - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.88)
	const normal = Array.from({ length: 100_000 }, () => source.normal())
	const mean = normal.reduce((sum, value) => sum + value, 0) / normal.length
	expect(mean).toBeCloseTo(0, 1)
	expect(normal.reduce((sum, value) => sum + (value - mean) ** 2, 0) / normal.length).toBeCloseTo(1, 1)
})

test('Math.random is what it was after the work, even when the work fails', () => {
	const usual = Math.random
	expect(withRandom(random(1), () => Math.random())).toBe(random(1).next())
	expect(() => withRandom(random(1), () => expect.fail('as planned'))).toThrow('as planned')
	expect(Math.random).toBe(usual)
})

const { layers } = recipeSchema.parse({
	layers: [
		{ kind: 'lstm', units: 12 },
		{ kind: 'dense', units: 10, activation: 'softmax' }
	]
})

test('kernels start within the reach of Glorot and Bengio, biases at zero, the forget gate open', () => {
	const [kernel, , bias, , outputBias] = initialWeights(layers, 3, mnist.image)
	const reach = Math.sqrt(6 / (28 + 48))
	expect(Math.max(...(kernel?.values ?? []))).toBeLessThan(reach)
	expect(Math.min(...(kernel?.values ?? []))).toBeGreaterThan(-reach)
	expect(Math.max(...(kernel?.values ?? []))).toBeGreaterThan(0.9 * reach)
	expect([...(bias?.values ?? [])]).toEqual([
		...Array<number>(12).fill(0),
		...Array<number>(12).fill(1),
		...Array<number>(24).fill(0)
	])
	expect(new Set(outputBias?.values)).toEqual(new Set([0]))
})

test('the rows of a recurrent kernel are orthonormal', () => {
	const { values = new Float32Array() } = initialWeights(layers, 3, mnist.image)[1] ?? {}
	for (let left = 0; left < 12; left++)
		for (let right = 0; right <= left; right++) {
			let product = 0
			for (let column = 0; column < 48; column++)
				product += (values[left * 48 + column] ?? NaN) * (values[right * 48 + column] ?? NaN)
			expect(product).toBeCloseTo(left === right ? 1 : 0, 5)
		}
})
