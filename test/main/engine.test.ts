import { expect, test } from 'vitest'
import { recipeSchema } from '../../src/shared/recipe.ts'
import { engineFor } from '../../src/shared/engine.ts'
import { exported, importRun } from './exchange/carry.ts'
import { open, slp, trained } from './real-lab.ts'

const probabilities = async (lab: ReturnType<typeof open>, run: number) =>
	new Float32Array((await lab.bytes.probabilities(run)).slice().buffer)

test('a run says which engine trained it, and why when that was not the fastest', async () => {
	const lab = open()
	const { run: fast } = await trained(lab, slp())
	expect(fast.environment).toMatchObject({ engine: 'graph' })
	expect(fast.environment).not.toHaveProperty('engineWhy')
	const { run: slow } = await trained(lab, slp({ engine: 'layers' }))
	expect(slow.environment).toMatchObject({ engine: 'layers', engineWhy: 'the recipe asks for it' })
	// from the same weights and the same order of images, both come to the same network but for rounding
	const [a, b] = [await probabilities(lab, fast.id), await probabilities(lab, slow.id)]
	expect(a.length).toBe(100_000)
	expect(Math.max(...Array.from({ length: 1000 }, (_, n) => Math.abs((a[n] ?? NaN) - (b[n] ?? NaN))))).toBeLessThan(
		1e-4
	)
	expect(fast.testAccuracy).toBeCloseTo(slow.testAccuracy ?? NaN, 3)
	for (const [epoch, { loss }] of fast.points.entries()) expect(loss).toBeCloseTo(slow.points[epoch]?.loss ?? NaN, 4)
})

test('the graph engine needs the native library', () => {
	const recipe = recipeSchema.parse(slp())
	expect(engineFor(recipe, 'native')).toEqual({ engine: 'graph', why: '' })
	expect(engineFor(recipe, 'wasm')).toEqual({
		engine: 'layers',
		why: "the graph engine needs TensorFlow's native library"
	})
})

test('a run knows how much memory the lab held at most while it trained, and takes that along', async () => {
	const lab = open()
	const { run } = await trained(lab, slp())
	// the library and the data alone are larger; a small machine has no more
	expect(run.peakMemory).toBeGreaterThan(2e8)
	expect(run.peakMemory).toBeLessThan(1e11)
	const other = open()
	const arrived = await importRun(other, await exported(lab, run.id, 'run'))
	expect((await other.client.runs.get({ run: arrived.run.id })).peakMemory).toBe(run.peakMemory)
})
