import type { Layer } from './layers.ts'
import { recipeSchema, type Recipe, type RecipeInput } from './recipe.ts'

export interface Preset {
	name: string
	/** What a person learns from training it. */
	teaches: string
	recipe: Recipe
}

const dense = (units: number, activation: 'relu' | 'softmax' = 'relu') =>
	({ kind: 'dense', units, activation, useBias: true }) as const
const dropout = (rate: number) => ({ kind: 'dropout', rate }) as const
const output = dense(10, 'softmax')

/** Hidden dense layers with the same dropout after each (0: none), then the ten probabilities. */
export function perceptron(hidden: readonly number[], rate: number): Layer[] {
	const layers = hidden.flatMap((units) => (rate > 0 ? [dense(units), dropout(rate)] : [dense(units)]))
	return [...layers, output]
}

const preset = (name: string, teaches: string, recipe: RecipeInput): Preset => ({
	name,
	teaches,
	recipe: recipeSchema.parse(recipe)
})

const adam = { optimizer: { kind: 'adam' }, learningRate: 0.001, batchSize: 128 } as const

/** The first four are the models of the Keras notebook this lab reproduces; its numbers stand in bench/notebook.ts. */
export const presets: readonly Preset[] = [
	preset('slp', 'How far a single layer gets: ten weighted sums of the pixels, one for each digit.', {
		layers: [output],
		epochs: 70
	}),
	preset('mlp-64', 'What two small hidden layers add: the network can combine strokes.', {
		layers: perceptron([64, 64], 0),
		epochs: 100
	}),
	preset(
		'mlp-128-dropout',
		'What dropout does: training looks worse than validation, and the gap to new images closes.',
		{
			layers: perceptron([128, 128], 0.3),
			epochs: 50
		}
	),
	preset('mlp-512-dropout', 'What a wider network and Adam bring: 98 % with dense layers alone.', {
		layers: perceptron([512, 512], 0.3),
		...adam,
		epochs: 31
	}),
	preset('cnn', 'Why images want convolutions: fewer weights than the wide perceptron, and fewer mistakes.', {
		layers: recipeSchema.parse({
			layers: [
				{ kind: 'conv2d', filters: 32, kernelSize: 3 },
				{ kind: 'maxPool2d' },
				{ kind: 'conv2d', filters: 64, kernelSize: 3 },
				{ kind: 'maxPool2d' },
				{ kind: 'flatten' },
				dropout(0.5),
				output
			]
		}).layers,
		...adam,
		epochs: 12
	}),
	preset('lstm', 'An image read as a text: row after row, with a memory.', {
		layers: recipeSchema.parse({ layers: [{ kind: 'lstm', units: 128 }, output] }).layers,
		...adam,
		epochs: 10
	})
]

export const findPreset = (name: string) => presets.find((one) => one.name === name)
