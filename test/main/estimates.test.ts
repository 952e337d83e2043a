import { expect, test } from 'vitest'
import { costOf } from '../../src/main/runs/estimates.ts'
import { recipeSchema, type RecipeInput } from '../../src/shared/recipe.ts'

const cost = (more: Partial<RecipeInput>) =>
	costOf(recipeSchema.parse({ layers: [{ kind: 'dense', units: 10, activation: 'softmax' }], ...more }))

test.each<[string, Partial<RecipeInput>]>([
	['a committee', { committee: 20 }],
	['the other engine', { engine: 'layers' }],
	['augmentation', { augmentation: { rotation: 5 } }],
	['bent pictures', { augmentation: { elastic: 2 } }],
	['averaged weights', { averaging: 0.99 }],
	['an L2 penalty', { l2: 0.001 }],
	['momentum', { optimizer: { kind: 'sgd', momentum: 0.9 } }],
	['fewer images', { data: { limit: 1000 } }]
])('the time of an epoch is measured anew for %s', (_, more) => {
	expect(cost(more)).not.toBe(cost({}))
})

test.each<[string, Partial<RecipeInput>]>([
	['seed', { seed: 7 }],
	['number of epochs', { epochs: 99 }],
	['learning rate', { learningRate: 0.5, schedule: { kind: 'cosine' } }],
	['way to judge', { judge: 'best' }]
])('and not for another %s', (_, more) => {
	expect(cost(more)).toBe(cost({}))
})

test('nor where there is more or less of the same', () => {
	expect(cost({ averaging: 0.9, augmentation: { rotation: 3 } })).toBe(
		cost({ averaging: 0.5, augmentation: { rotation: 9 } })
	)
})
