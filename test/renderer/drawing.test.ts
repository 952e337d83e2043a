import { describe as group, expect, test } from 'vitest'
import type { Figure } from '../../src/renderer/parts/drawing/figure.ts'
import { drawNetwork } from '../../src/renderer/parts/drawing/layout.ts'
import { shownUnits, struck } from '../../src/renderer/parts/drawing/units.ts'
import type { Layer } from '../../src/shared/layers.ts'
import { describe } from '../../src/shared/network.ts'
import { presets } from '../../src/shared/presets.ts'
import { recipeSchema, type RecipeInput } from '../../src/shared/recipe.ts'
import { mnist } from '../../src/shared/dataset.ts'

const layersOf = (layers: RecipeInput['layers']): Layer[] => recipeSchema.parse({ layers }).layers
const output = { kind: 'dense', units: 10, activation: 'softmax' } as const
const draw = (layers: Layer[], width: number) => drawNetwork(describe(layers, mnist.image).rows, layers, width, mnist)

/** The numbers of a path, x and y in turn. */
const places = (d: string) => [...d.matchAll(/-?\d+(\.\d+)?/g)].map(([number]) => Number(number))

/** Left, top, right and bottom of what is drawn. */
function reach(figure: Figure) {
	switch (figure.kind) {
		case 'circle':
			return [figure.x - figure.r, figure.y - figure.r, figure.x + figure.r, figure.y + figure.r] as const
		case 'rect':
			return [figure.x, figure.y, figure.x + figure.width, figure.y + figure.height] as const
		case 'path': {
			const all = places(figure.d)
			const [xs, ys] = [all.filter((_, index) => index % 2 === 0), all.filter((_, index) => index % 2 === 1)]
			return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const
		}
		case 'text':
			return [figure.x, figure.y, figure.x, figure.y] as const
	}
}

const networks: [string, Layer[]][] = [
	...presets.map(({ name, recipe }): [string, Layer[]] => [name, recipe.layers]),
	[
		'forty layers',
		layersOf([
			...Array.from({ length: 13 }, (_, index) => [
				{ kind: 'dense' as const, units: [8192, 16, 1][index % 3] ?? 1 },
				{ kind: 'batchNorm' as const },
				{ kind: 'dropout' as const, rate: 0.5 }
			]).flat(),
			output
		])
	],
	[
		'everything else',
		layersOf([
			{ kind: 'dropout' },
			{ kind: 'conv2d', filters: 1024, kernelSize: 28 },
			{ kind: 'dropout' },
			{ kind: 'batchNorm' },
			{ kind: 'flatten' },
			output
		])
	],
	[
		'sequences',
		layersOf([
			{ kind: 'lstm', returnSequences: true },
			{ kind: 'dropout' },
			{ kind: 'batchNorm' },
			{ kind: 'gru' },
			output
		])
	]
]

group.each(networks)('%s', (_, layers) => {
	test.each([320, 600, 1000, 1640])('fits into %i pixels, and nothing overlaps', (width) => {
		const drawing = draw(layers, width)
		expect(drawing.layers).toHaveLength(layers.length + 1)
		expect(drawing.width).toBe(width)
		for (const [index, { cell, x, y, glyph }] of drawing.layers.entries()) {
			expect(cell.x).toBeGreaterThanOrEqual(0)
			expect(cell.x + cell.width).toBeLessThanOrEqual(width + 1e-6)
			expect(cell.y + cell.height).toBeLessThanOrEqual(drawing.height + 1e-6)
			for (const other of drawing.layers.slice(index + 1)) {
				const isBeside = cell.x + cell.width <= other.cell.x + 1e-6 || other.cell.y >= cell.y + cell.height - 1e-6
				expect(isBeside).toBe(true)
			}
			for (const figure of glyph.figures) {
				const [left, top, right, bottom] = reach(figure)
				expect(x + left).toBeGreaterThanOrEqual(cell.x)
				expect(x + right).toBeLessThanOrEqual(cell.x + cell.width)
				expect(y + top).toBeGreaterThanOrEqual(cell.y)
				expect(y + bottom).toBeLessThanOrEqual(cell.y + cell.height - 50)
			}
		}
		for (const wire of drawing.wires) {
			const [left, top, right, bottom] = reach(wire)
			expect(Math.min(left, top)).toBeGreaterThanOrEqual(0)
			expect(right).toBeLessThanOrEqual(width)
			expect(bottom).toBeLessThanOrEqual(drawing.height)
		}
	})
})

test('a single layer is a picture and ten answers, each joined to the picture', () => {
	const { layers, wires } = draw(layersOf([output]), 600)
	const names = layers[1]?.glyph.figures.flatMap((figure) => (figure.kind === 'text' ? figure.text : []))
	expect(names).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
	expect(layers[1]?.captions).toEqual(['Dense', '10', '7,850'])
	expect(layers[1]?.title).toBe('Dense, neurons 10, softmax: output (None, 10), 7,850 parameters')
	const [fan] = wires
	expect(fan?.kind === 'path' && fan.d.match(/M/g)?.length).toBe(7 * 10)
})

test('the answers are called by the classes of the data set, of many the first and the last, and its image has its shape', () => {
	const tall = { ...mnist, image: [40, 20, 1] as [number, number, 1] }
	const named = (classes: string[]) => {
		const ends = layersOf([output]).map((layer) => ({ ...layer, units: classes.length }) as Layer)
		const facts = { ...tall, classes }
		const [input, last] = drawNetwork(describe(ends, tall.image).rows, ends, 600, facts).layers
		expect(input?.glyph.width).toBe((input?.glyph.height ?? 0) / 2)
		return last?.glyph.figures.flatMap((figure) => (figure.kind === 'text' ? figure.text : []))
	}
	expect(named(['Coat', 'Bag', 'Ankle boot, worn'])).toEqual(['Coat', 'Bag', 'Ankle boot,…'])
	const letters = Array.from({ length: 26 }, (_, place) => String.fromCharCode(97 + place))
	expect(named(letters)?.join('')).toBe('abcdefuvwxyz')
})

test('a network that cannot work yet is drawn as far as it goes', () => {
	const layers = [...layersOf([{ kind: 'conv2d' }, { kind: 'flatten' }, output])].toSpliced(1, 1)
	const { rows } = describe(layers, mnist.image)
	expect(
		drawNetwork(rows, layers.slice(0, rows.length - 1), 600, mnist).layers.map(({ captions }) => captions[0])
	).toEqual(['Input', 'Convolution'])
})

test('more neurons are more circles, up to twelve', () => {
	expect([1, 10, 11, 64, 128, 512, 8192].map(shownUnits)).toEqual([1, 10, 6, 8, 10, 12, 12])
})

test('dropout strikes out its share, and never everything', () => {
	expect([0, 0.01, 0.3, 0.5, 0.95].map((rate) => struck(10, rate).size)).toEqual([0, 1, 3, 5, 9])
})
