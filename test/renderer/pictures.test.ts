import { describe, expect, test } from 'vitest'
import { activationRows } from '../../src/renderer/parts/activation-rows.ts'
import { firstWeights } from '../../src/renderer/parts/first-weights.ts'
import { channelPictures, extentOf, pixelOf } from '../../src/renderer/parts/pictures.ts'
import { placeAt, stepTo, tile } from '../../src/renderer/parts/tiling.ts'
import { describe as describeNetwork } from '../../src/shared/network.ts'
import { recipeSchema, type RecipeInput } from '../../src/shared/recipe.ts'
import type { NamedTensor } from '../../src/shared/tensors.ts'
import { mnist } from '../../src/shared/dataset.ts'

const output = { kind: 'dense', units: 10, activation: 'softmax' } as const
const counting = (name: string, ...shape: number[]): NamedTensor => ({
	name,
	shape,
	values: Float32Array.from({ length: shape.reduce((product, side) => product * side, 1) }, (_, place) => place)
})
function network(layers: RecipeInput['layers']) {
	const recipe = recipeSchema.parse({ layers })
	return [describeNetwork(recipe.layers, mnist.image).rows, recipe.layers] as const
}

describe('pictures', () => {
	test('a channel is found among the others, and its extremes, mean and norm are its own', () => {
		const pictures = channelPictures(Float32Array.of(3, 1, 4, -1, 0, 2, 0, 2), 2, 2, 2)
		expect([0, 1].map((row) => [0, 1].map((column) => pixelOf(pictures, 0, row, column)))).toEqual([
			[3, 4],
			[0, 0]
		])
		const { least, most, mean, norm } = extentOf(pictures)
		expect([[...least], [...most], [...mean]]).toEqual([
			[0, -1],
			[4, 2],
			[1.75, 1]
		])
		expect(norm[0]).toBe(5)
		expect(norm[1]).toBeCloseTo(Math.sqrt(10))
	})
})

describe('rows of pictures', () => {
	const needs = { width: 28, height: 28, room: 741, tall: 700, least: 1, most: 5, gap: 6, caption: 17 }

	test.each([1, 10, 64, 128, 512])('%i pictures find room, none over another', (count) => {
		// as the panel asks: many stand closer, without words below
		const tiling = tile({ ...needs, count, ...(count > 64 ? { gap: 3, caption: 0 } : {}) })
		expect(tiling.width).toBeLessThanOrEqual(needs.room)
		expect(tiling.height).toBeLessThanOrEqual(needs.tall)
		expect(tiling.columns * tiling.rows).toBeGreaterThanOrEqual(count)
		const seen = Array.from({ length: count }, (_, place) => {
			const [column, row] = [place % tiling.columns, Math.floor(place / tiling.columns)]
			return placeAt(tiling, count, column * tiling.stepX + 3, row * tiling.stepY + 3)
		})
		expect(seen).toEqual([...seen.keys()])
	})

	test('ten stand as five and five rather than as seven and three', () => {
		expect(tile({ ...needs, count: 10, most: 3, room: 640 })).toMatchObject({ columns: 5, rows: 2 })
	})

	test('arrows stay within the pictures', () => {
		expect(stepTo('ArrowRight', 9, 10, 5)).toBe(9)
		expect(stepTo('ArrowDown', 3, 10, 5)).toBe(8)
		expect(stepTo('ArrowUp', 3, 10, 5)).toBe(3)
		expect(stepTo('a', 3, 10, 5)).toBeUndefined()
	})
})

describe('the weights that read the image', () => {
	test('of a single layer are the templates of the digits', () => {
		const first = firstWeights(
			...network([output]),
			[counting('1-dense/kernel', 784, 10), counting('1-dense/bias', 10)],
			mnist
		)
		expect(first?.name(3)).toBe('digit 3')
		// keras: kernel[row · 28 + column, unit]
		expect(first && pixelOf(first.pictures, 3, 2, 5)).toBe((2 * 28 + 5) * 10 + 3)
	})

	test('are looked for behind normalization, dropout and pooling', () => {
		const layers = network([
			{ kind: 'batchNorm' },
			{ kind: 'maxPool2d' },
			{ kind: 'flatten' },
			{ kind: 'dense', units: 4 },
			output
		])
		const first = firstWeights(...layers, [counting('4-dense/kernel', 196, 4), counting('4-dense/bias', 4)], mnist)
		expect(first).toMatchObject({ layer: 'dense', pictures: { width: 14, height: 14, count: 4 } })
		expect(first?.name(3)).toBe('neuron 3')
	})

	test('of an LSTM are one picture a gate, in Keras’s order', () => {
		const first = firstWeights(
			...network([{ kind: 'lstm', units: 2 }, output]),
			[counting('1-lstm/kernel', 28, 8), counting('1-lstm/bias', 8)],
			mnist
		)
		expect([0, 1, 2, 3].map((gate) => first?.name(gate))).toEqual([
			'input gate',
			'forget gate',
			'candidate',
			'output gate'
		])
		expect(first && pixelOf(first.pictures, 1, 5, 1)).toBe(5 * 8 + 2 + 1)
		expect([...(first?.bias ?? [])]).toEqual([0.5, 2.5, 4.5, 6.5])
	})
})

test('layers that change nothing are one quiet line, the others are shown by their shape', () => {
	const [rows, layers] = network([{ kind: 'conv2d', filters: 2 }, { kind: 'flatten' }, { kind: 'dropout' }, output])
	const shown = activationRows(rows, layers, [
		counting('input', 28, 28, 1),
		counting('conv2d', 26, 26, 2),
		counting('flatten', 1352),
		counting('dropout', 1352),
		counting('dense', 10)
	])
	expect(shown.map(({ name, kind }) => [name, kind])).toEqual([
		['conv2d', 'maps'],
		['flatten', 'quiet'],
		['dropout', 'quiet'],
		['dense', 'answer']
	])
	expect(shown.at(-1)).toMatchObject({ shares: true, facts: { least: 0, most: 9, mean: 4.5, silent: 0.1 } })
})
