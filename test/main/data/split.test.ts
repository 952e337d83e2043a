import { expect, test } from 'vitest'
import { splitImages } from '../../../src/main/data/split.ts'
import { random } from '../../../src/main/train/random.ts'

const recipe = (share: number, take: 'last' | 'shuffled', limit: number | null = null) =>
	({ data: { set: 'mnist', limit }, validation: { share, take } }) as const

test('a share of 0.2 trains on the first 48,000 images and validates on the last 12,000, as Keras does', () => {
	const { training, validation } = splitImages(recipe(0.2, 'last'), () => expect.fail('nothing is shuffled'))
	expect([training.length, training[0], training.at(-1)]).toEqual([48_000, 0, 47_999])
	expect([validation.length, validation[0], validation.at(-1)]).toEqual([12_000, 48_000, 59_999])
})

test('a random share holds every image once, and the same ones for the same seed', () => {
	const draw = () => splitImages(recipe(0.25, 'shuffled', 1000), random(7, 'split').shuffle)
	const { training, validation } = draw()
	expect([training.length, validation.length]).toEqual([750, 250])
	expect(new Set([...training, ...validation]).size).toBe(1000)
	expect([...validation]).toEqual([...draw().validation])
	expect([...validation]).not.toEqual([
		...splitImages(recipe(0.25, 'shuffled', 1000), random(8, 'split').shuffle).validation
	])
})

test('a share of 0 keeps no image for validation', () => {
	expect(splitImages(recipe(0, 'last', 500), () => undefined).validation.length).toBe(0)
})
