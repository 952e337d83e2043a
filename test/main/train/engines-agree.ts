import { tmpdir } from 'node:os'
import { expect } from 'vitest'
import { splitImages } from '../../../src/main/data/split.ts'
import { committee } from '../../../src/main/train/committee.ts'
import { epochOf } from '../../../src/main/train/epoch.ts'
import { openGraph } from '../../../src/main/train/graph-engine.ts'
import { initialWeights, type Weight } from '../../../src/main/train/initial.ts'
import { openLayers } from '../../../src/main/train/layers-engine.ts'
import type { OpenLearner } from '../../../src/main/train/learner.ts'
import { mnist } from '../../../src/shared/dataset.ts'
import { recipeSchema, type Recipe, type RecipeInput } from '../../../src/shared/recipe.ts'
import type { NamedTensor } from '../../../src/shared/tensors.ts'
import { blurredBars } from './blurred-bars.ts'

const data = blurredBars(200, 50)

/** Every call seems to take long, so that none takes more than a batch. */
let tick = 0
const slowClock = () => (tick += 1000)

interface Outcome {
	losses: number[]
	weights: Weight[]
	state: NamedTensor[]
	held: number
}

/** What stands after each of `counts` steps, the last of them at the end. */
function learn(open: OpenLearner, recipe: Recipe, counts: readonly number[]): Outcome[] {
	const { training, validation } = splitImages(recipe, () => undefined)
	const learner = open(recipe, data, initialWeights(recipe.layers, 1, mnist.image), null)
	const losses: number[] = []
	const outcomes: Outcome[] = []
	try {
		for (let number = 1; outcomes.length < counts.length; number++) {
			const epoch = epochOf(recipe, training, number)
			for (let batch = 0; batch < epoch.batches && outcomes.length < counts.length;) {
				const taken = learner.train(epoch, batch)
				losses.push(taken.loss / taken.images)
				batch += taken.batches
				if (losses.length !== counts[outcomes.length]) continue
				const held = learner.judge(data.training, validation, { aborted: false })?.loss ?? NaN
				outcomes.push({ losses: [...losses], weights: learner.weights(), state: learner.state(), held })
			}
		}
		return outcomes
	} finally {
		learner.close()
	}
}

const graph = committee(openGraph(slowClock, tmpdir()))

/** How far two lists are apart, as a share of their length (Euclidean). */
function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
	let [difference, size] = [0, 0]
	for (let place = 0; place < Math.max(a.length, b.length); place++) {
		difference += ((a[place] ?? NaN) - (b[place] ?? NaN)) ** 2
		size += (b[place] ?? NaN) ** 2
	}
	return Math.sqrt(difference / Math.max(size, 1e-12))
}

/** How far the engines may be apart after so many steps: rounding grows from step to step. */
export const limits = [
	[1, 3e-5],
	[10, 1e-4],
	[100, 2e-3]
] as const
export function expectAgreement(input: RecipeInput, within: readonly (readonly [number, number])[] = limits) {
	const counts = within.map(([steps]) => steps)
	const recipe = recipeSchema.parse({
		data: { limit: 200 },
		validation: { share: 0.2 },
		batchSize: 32,
		epochs: 40,
		...input
	})
	const [references, outcomes] = [learn(openLayers, recipe, counts), learn(graph, recipe, counts)]
	for (const [place, [steps, limit]] of within.entries()) {
		const [found, reference] = [outcomes[place], references[place]]
		if (!found || !reference) throw new Error(`nothing after ${steps} steps`)
		expect(apart(found.losses, reference.losses), `losses of ${steps} steps`).toBeLessThan(limit)
		expect(apart([found.held], [reference.held]), `validation after ${steps} steps`).toBeLessThan(limit)
		for (const [place, { name, values }] of reference.weights.entries())
			expect(apart(found.weights[place]?.values ?? [], values), `${name} after ${steps} steps`).toBeLessThan(limit)
		expect(found.state.map(({ name }) => name).sort()).toEqual(reference.state.map(({ name }) => name).sort())
		for (const { name, values } of reference.state) {
			const own = found.state.find((one) => one.name === name)?.values ?? []
			expect(apart(own, values), `state ${name} after ${steps} steps`).toBeLessThan(5 * limit)
		}
	}
}
