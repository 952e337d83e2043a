import { expect, test } from 'vitest'
import { cautionsOf } from '../../src/main/runs/studies/cautions.ts'
import { findFactor, withLevel } from '../../src/shared/study/factors.ts'
import { recipeSchema, type Recipe } from '../../src/shared/recipe.ts'

const base = recipeSchema.parse({
	layers: [
		{ kind: 'dense', units: 16 },
		{ kind: 'dense', units: 10, activation: 'softmax' }
	]
})

function levels(name: string, ...levels: number[]): Recipe[] {
	const factor = findFactor(name)
	if (!factor) throw new Error(name)
	return levels.map((level) => {
		const changed = withLevel(base, factor, level)
		return typeof changed === 'string' ? expect.fail(changed) : changed
	})
}

test('levels that are validated on other images are not compared by validation without a word', () => {
	const images = levels('trainingImages', 2000, 3000)
	expect(cautionsOf(images, 'valAccuracy').join()).toMatch(/different images \(400 to 600 of them\)/)
	expect(cautionsOf(images, 'testAccuracy')).toEqual([])
	expect(cautionsOf(levels('epochs', 2, 3), 'valAccuracy')).toEqual([])
})

test.each([
	['dropout', 0.3],
	['augmentation', 1],
	['labelNoise', 0.2]
])('the overfitting gap is told from what %s does to training accuracy', (factor, level) => {
	expect(cautionsOf(levels(factor, 0, level), 'gap').join()).toMatch(/counted while a network learns/)
	expect(cautionsOf(levels(factor, 0, level), 'valAccuracy')).toEqual([])
	expect(cautionsOf(levels('epochs', 2, 3), 'gap')).toEqual([])
})
