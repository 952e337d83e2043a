import { expect, test } from 'vitest'
import { learningRateAt } from '../../../src/main/train/schedule.ts'
import { watch } from '../../../src/main/train/watch.ts'
import { recipeSchema, type RecipeInput } from '../../../src/shared/recipe.ts'

const rates = (schedule: RecipeInput['schedule'], steps: number, perEpoch: number, every: number) => {
	const recipe = recipeSchema.parse({
		layers: [{ kind: 'dense', units: 10, activation: 'softmax' }],
		learningRate: 0.1,
		schedule
	})
	return Array.from({ length: Math.ceil(steps / every) }, (_, place) =>
		learningRateAt(recipe, place * every, steps, perEpoch)
	)
}

// torch.optim.lr_scheduler of PyTorch 2.13, SGD at 0.1: OneCycleLR(max_lr=0.1, total_steps=11, pct_start=0.3, div_factor=25)
// peaks where 0.3 · 11 − 1 steps are done; ours where 0.3 of the steps between the ends are, so the warm-up here is 0.3 of 10
test('one cycle rises to the rate in the warm-up and falls to almost nothing', () => {
	const found = rates({ kind: 'oneCycle', warmup: 0.3 }, 11, 11, 1)
	expect(found[0]).toBeCloseTo(0.004, 10)
	expect(found[3]).toBeCloseTo(0.1, 10)
	expect(found[10]).toBeCloseTo(4e-7, 12)
	expect(found.indexOf(Math.max(...found))).toBe(3)
})

// CosineAnnealingLR's closed form at T = 10: 0.1 · (1 + cos(π t / 10)) / 2
test('cosine falls along half a cosine', () => {
	const found = rates({ kind: 'cosine' }, 11, 11, 1)
	expect(found[0]).toBeCloseTo(0.1, 12)
	expect(found[5]).toBeCloseTo(0.05, 12)
	expect(found[2]).toBeCloseTo(0.09045084971874738, 12)
	expect(found[10]).toBeCloseTo(0, 12)
})

test('steps multiply the rate every few epochs', () => {
	expect(rates({ kind: 'step', every: 2, factor: 0.5 }, 60, 10, 10)).toEqual([0.1, 0.1, 0.05, 0.05, 0.025, 0.025])
})

test('patience ends after so many epochs without a lower loss, and the best epoch is the lowest one', () => {
	const watcher = watch({ kind: 'patience', patience: 2, minDelta: 0 })
	expect([3, 2, 2.5, 2].map((loss) => watcher.see(loss))).toEqual([
		{ best: true, enough: false },
		{ best: true, enough: false },
		{ best: false, enough: false },
		{ best: false, enough: true }
	])
})

test('a least gain counts small gains as none, though they are still the best', () => {
	const watcher = watch({ kind: 'patience', patience: 2, minDelta: 0.5 })
	expect([3, 2.8, 2.7].map((loss) => watcher.see(loss))).toEqual([
		{ best: true, enough: false },
		{ best: true, enough: false },
		{ best: true, enough: true }
	])
})
