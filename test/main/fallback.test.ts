import { expect, onTestFinished, test } from 'vitest'
import { openLab } from '../../src/main/lab.ts'
import { worldHere } from '../../src/main/world.ts'
import type { RecipeInput } from '../../src/shared/recipe.ts'
import type { RunDetail } from '../../src/shared/runs.ts'
import type { World } from '../../src/main/runs/world.ts'
import { newHome, trained } from './real-lab.ts'

// a machine where TensorFlow's native library cannot be had: the lab opens all the same, and says what it lacks

function openWith(change: Partial<World>) {
	const lab = openLab({ ...worldHere({ home: newHome() }), ...change })
	onTestFinished(() => lab.close())
	return lab
}

const trainedOn = async (backend: 'native' | 'wasm', recipe: RecipeInput): Promise<RunDetail> =>
	(await trained(openWith({ backend }), recipe)).run

const output = { kind: 'dense', units: 10, activation: 'softmax' } as const

test('WebAssembly trains a dense network to the numbers of the native library, and the run says what trained it', async () => {
	const recipe: RecipeInput = {
		data: { limit: 1000 },
		layers: [{ kind: 'dense', units: 24 }, { kind: 'dropout', rate: 0.2 }, output],
		epochs: 2,
		// the graph engine switches off other values
		engine: 'layers'
	}
	const [native, wasm] = [await trainedOn('native', recipe), await trainedOn('wasm', recipe)]
	expect(wasm.environment).toMatchObject({
		backend: 'wasm',
		tensorflow: expect.stringContaining('TensorFlow.js') as string
	})
	expect(wasm.points.at(-1)?.loss).toBeCloseTo(native.points.at(-1)?.loss ?? NaN, 3)
	expect(wasm.test?.loss).toBeCloseTo(native.test?.loss ?? NaN, 3)
})

test('WebAssembly refuses a convolution with a sentence that says what would mend it', async () => {
	const run = await trainedOn('wasm', {
		data: { limit: 1000 },
		layers: [{ kind: 'conv2d' }, { kind: 'flatten' }, output]
	})
	expect(run.status).toBe('failed')
	expect(run.problem).toMatch(/A conv2d layer needs TensorFlow's native library.*doctor/)
})

test('a data set that cannot be read fails the run with the name of the file', async () => {
	const lab = openWith({ dataFolder: newHome() })
	const { run } = await trained(lab, { layers: [output] })
	expect(run.problem).toMatch(/train-images-idx3-ubyte cannot be read/)
	expect((await lab.client.about()).backend).toMatchObject({ kind: 'none' })
})
