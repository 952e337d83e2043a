import { expect, test } from 'vitest'
import { activations } from '../../../src/main/train/activations.ts'
import { initialWeights } from '../../../src/main/train/initial.ts'
import { openNetwork } from '../../../src/main/train/open-network.ts'
import { tf } from '../../../src/main/train/tf.ts'
import { recipeSchema } from '../../../src/shared/recipe.ts'
import { mnist } from '../../../src/shared/dataset.ts'

const { layers } = recipeSchema.parse({
	layers: [
		{ kind: 'lstm', units: 6 },
		{ kind: 'dropout', rate: 0.9 },
		{ kind: 'dense', units: 10, activation: 'softmax' }
	]
})
const weights = initialWeights(layers, 1, mnist.image)
const picture = Uint8Array.from({ length: 784 }, (_, pixel) => pixel % 256)

test('dropout does nothing, and a recurrent layer ends where its steps end', async () => {
	const network = await openNetwork(layers, weights, mnist.image)
	const [, lstm, steps, dropout, dense] = activations(network, picture)
	expect(steps).toMatchObject({ name: 'lstm/steps', shape: [28, 6] })
	expect([...(steps?.values.slice(-6) ?? [])]).toEqual([...(lstm?.values ?? [])])
	expect(dropout?.values).toEqual(lstm?.values)
	expect(dense?.values.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6)
	expect(activations(network, picture).at(-1)?.values).toEqual(dense?.values)
	network.close()
})

test('looking at networks one after another leaves nothing behind', async () => {
	const sizes: number[] = []
	for (let round = 0; round < 3; round++) {
		const network = await openNetwork(layers, weights, mnist.image)
		activations(network, picture)
		network.close()
		sizes.push(tf.memory().numTensors)
	}
	expect(sizes).toEqual([0, 0, 0])
})
