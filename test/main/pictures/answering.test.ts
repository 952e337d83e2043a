import { expect, test } from 'vitest'
import { usualAnswering } from '../../../src/main/pictures/answering.ts'
import type { RunStore } from '../../../src/main/store/runs.ts'
import { recipeSchema } from '../../../src/shared/recipe.ts'

type Able = ReturnType<RunStore['toAnswer']>[0]

/** Who answers, of runs in the order of the store, each with so many validation images. */
function answerer(...runs: (Partial<Able> & { valAccuracy: number | null; images: number })[]): number | undefined {
	const layers = [{ kind: 'dense', units: 10, activation: 'softmax' }] as const
	const able = runs.map((run, place) => ({ id: place + 1, starred: 0, archived: 0, ...run }) as const)
	return usualAnswering({
		toAnswer: () => able,
		recipe: (id: number) => ({
			...{ hash: '', version: '' },
			recipe: recipeSchema.parse({
				layers,
				data: { limit: 10_000 },
				validation: { share: (runs[id - 1]?.images ?? 0) / 10_000 }
			})
		})
	} as unknown as RunStore)?.runs[0]
}

test('who answers pictures has proven most on its validation images: all of two right are less than most of thousands', () => {
	expect(answerer({ valAccuracy: 1, images: 2 }, { valAccuracy: 0.94, images: 2000 })).toBe(2)
	expect(answerer({ valAccuracy: 0.95, images: 2000 }, { valAccuracy: 0.94, images: 2000 })).toBe(1)
	expect(answerer({ valAccuracy: null, images: 0 }, { valAccuracy: 0.5, images: 2000 })).toBe(2)
	expect(answerer({ valAccuracy: null, images: 0 })).toBe(1)
	expect(answerer()).toBeUndefined()
})

test('a star counts for more, and what is archived comes last', () => {
	const good = { valAccuracy: 0.99, images: 2000 }
	expect(answerer({ valAccuracy: 0.5, images: 2000, starred: 1 }, good)).toBe(1)
	expect(answerer({ valAccuracy: 0.5, images: 2000 }, { ...good, archived: 1 })).toBe(1)
})
