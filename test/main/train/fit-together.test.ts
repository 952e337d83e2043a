import { tmpdir } from 'node:os'
import { beforeAll, describe, expect, test } from 'vitest'
import { openBackend } from '../../../src/main/train/backend.ts'
import type { Engine, TogetherEvent, Trained, TrainEvent } from '../../../src/main/train/engine.ts'
import { graphEngine } from '../../../src/main/train/graph-engine.ts'
import { layersEngine } from '../../../src/main/train/layers-engine.ts'
import { LabProblem } from '../../../src/shared/problems.ts'
import { recipeSchema } from '../../../src/shared/recipe.ts'
import { blurredBars } from './blurred-bars.ts'

beforeAll(async () => {
	expect(await openBackend('native')).toMatchObject({ kind: 'native' })
})

const data = blurredBars(200, 50)
const never = { aborted: false }
/** No time passes, so that none of it is in what is compared. */
const now = () => 0
const engines: [string, Engine][] = [
	['graph', graphEngine(now, tmpdir())],
	['layers', layersEngine(now)]
]
const recipe = (seed: number) =>
	recipeSchema.parse({
		data: { limit: 200 },
		layers: [
			{ kind: 'dense', units: 8, activation: 'relu' },
			{ kind: 'dropout', rate: 0.2 },
			{ kind: 'dense', units: 10, activation: 'softmax' }
		],
		optimizer: { kind: 'adam' },
		learningRate: 0.01,
		batchSize: 30,
		epochs: 3,
		seed
	})

function run<Event, Result>(events: Generator<Event, Result>): { said: Event[]; result: Result } {
	const said: Event[] = []
	for (;;) {
		const next = events.next()
		if (next.done) return { said, result: next.value }
		said.push(next.value)
	}
}
const epochs = (said: TrainEvent[]) => said.filter(({ kind }) => kind === 'epoch')
const of = (said: TogetherEvent[], place: number) => said.flatMap((one) => (one.place === place ? [one.event] : []))

describe.each(engines)('side by side by the %s engine', (_name, engine) => {
	const alone = (seed: number): { said: TrainEvent[]; result: Trained | null } =>
		run(engine.fit(recipe(seed), data, null, never))

	test('each network learns as if it were alone', () => {
		const recipes = [1, 2, 3].map((seed) => recipe(seed))
		const { said, result } = run(engine.fitTogether(recipes, data, [never, never, never]))
		for (const [place, { seed }] of recipes.entries()) {
			const single = alone(seed)
			expect(of(said, place).filter(({ kind }) => kind === 'epoch')).toEqual(epochs(single.said))
			expect(result[place]).toEqual(single.result)
		}
	})

	test('one whose loss is no number any more leaves with a sentence, and changes nothing for the others', () => {
		const { said, result } = run(
			engine.fitTogether([recipe(1), { ...recipe(2), learningRate: 1e30 }], data, [never, never])
		)
		const [last] = of(said, 1).slice(-1)
		expect(last?.kind).toBe('left')
		const problem = last?.kind === 'left' ? last.problem : null
		expect(problem).toBeInstanceOf(LabProblem)
		expect(String(problem)).toMatch(/the loss stopped being a number/)
		expect(result).toEqual([alone(1).result, null])
	})

	test('one that is stopped leaves without a problem, and when none is left all is over', () => {
		const stop = { aborted: false }
		const training = engine.fitTogether([recipe(1), recipe(2)], data, [never, stop])
		let next = training.next()
		const said: TogetherEvent[] = []
		for (; !next.done; next = training.next()) {
			said.push(next.value)
			if (next.value.event.kind === 'epoch') stop.aborted = true
		}
		expect(of(said, 1).at(-1)).toEqual({ kind: 'left', problem: null })
		expect(next.value).toEqual([alone(1).result, null])
		const none = run(engine.fitTogether([recipe(1), recipe(2)], data, [stop, stop]))
		expect(none.said.map(({ event }) => event)).toEqual([1, 2].map(() => ({ kind: 'left', problem: null })))
		expect(none.result).toEqual([null, null])
	})
})
