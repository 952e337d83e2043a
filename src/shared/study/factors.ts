import { explainRecipe } from '../explain.ts'
import { count, percent } from '../format.ts'
import { trainingKnobs, unions } from '../knobs.ts'
import { recipeSchema, type Recipe } from '../recipe.ts'
import { optimizerSchema, usualLearningRate, type Optimizer } from '../training.ts'
import { withActivation, withDropout, withHiddenLayers, withNeurons } from './layers-changed.ts'
import { subsetSizes } from '../subset.ts'

/** One value of a factor. */
export type Level = number | string

/** What can be changed in a recipe to see what it does: form, flags, checks, axes and sentences all read this list. */
export interface Factor {
	name: string
	title: string
	/** What a level is, and what else changes with it. */
	description: string
	control: { kind: 'number'; whole: boolean; minimum: number; maximum: number } | { kind: 'choice'; options: Option[] }
	/** Levels to start from. */
	levels: readonly Level[]
	/** The level as an axis or a sentence says it. */
	say: (level: Level) => string
	/** The recipe with this level, unchecked; a sentence where it does not fit. */
	change: (recipe: Recipe, level: never) => Recipe | string
}

interface Option {
	value: string
	label: string
}

const optimizers = (unions.find(({ name }) => name === 'optimizer')?.members ?? []).map(({ kind, title }) => ({
	value: kind,
	label: title
}))
const losses = optionsOf('loss')
const hiddenActivations = ['relu', 'tanh', 'sigmoid', 'elu', 'gelu', 'linear'].map((value) => ({ value, label: value }))

/** Every factor a study can have. */
export const factors: readonly Factor[] = [
	numbers('dropout', 'Dropout', [0, 0.95], [0, 0.1, 0.2, 0.3, 0.5], {
		description:
			'The share of values switched off in each training step: the rate of the dropout layers there are, or of one behind every hidden dense layer; 0 takes them out.',
		change: (recipe, rate: number) => onLayers(recipe, withDropout(recipe.layers, rate))
	}),
	wholes('neurons', 'Neurons', [1, 8192], [16, 32, 64, 128, 256], {
		description: 'How many neurons every hidden dense layer has.',
		change: (recipe, units: number) => onLayers(recipe, withNeurons(recipe.layers, units))
	}),
	wholes('hiddenLayers', 'Hidden layers', [0, 10], [0, 1, 2, 3, 4], {
		description:
			'How many hidden dense layers there are, each like the first one of the base recipe, with its dropout; 64 ReLU neurons where it has none.',
		change: (recipe, depth: number) => onLayers(recipe, withHiddenLayers(recipe.layers, depth))
	}),
	choices('optimizer', 'Optimizer', optimizers, {
		description:
			'The rule that turns gradients into steps, each with the settings and the learning rate that Keras gives it; the base recipe keeps its own.',
		change: (recipe, kind: Optimizer['kind']) =>
			recipe.optimizer.kind === kind
				? recipe
				: { ...recipe, optimizer: optimizerSchema.parse({ kind }), learningRate: usualLearningRate[kind] }
	}),
	numbers('learningRate', 'Learning rate', [1e-7, 100], [0.001, 0.003, 0.01, 0.03, 0.1], {
		description: 'The size of a step.',
		change: (recipe, learningRate: number) => ({ ...recipe, learningRate })
	}),
	wholes('batchSize', 'Batch size', [1, 60_000], [16, 32, 64, 128, 256], {
		description: 'How many images are looked at before the weights change once; the learning rate stays as it is.',
		change: (recipe, batchSize: number) => ({ ...recipe, batchSize })
	}),
	wholes('epochs', 'Epochs', [1, 10_000], [5, 10, 20, 40], {
		description: 'How many times the network sees all its training images.',
		change: (recipe, epochs: number) => ({ ...recipe, epochs })
	}),
	choices('activation', 'Activation', hiddenActivations, {
		description: 'The function that hidden dense layers and convolutions apply to their sums.',
		change: (recipe, activation: never) => onLayers(recipe, withActivation(recipe.layers, activation))
	}),
	choices('loss', 'Loss', losses, {
		description:
			'What training makes small. The losses shown are those of each network’s own kind, so compare accuracies.',
		change: (recipe, loss: Recipe['loss']) => ({ ...recipe, loss })
	}),
	numbers('augmentation', 'Augmentation', [0, 2], [0, 0.5, 1], {
		description:
			'How much every training image is changed anew: 1 is up to 12° of rotation, 2.5 pixels of shift, 10 % of scaling, 0.15 of shear and 3 pixels of bending; 0 is none.',
		change: (recipe, strength: number) => ({
			...recipe,
			augmentation: {
				rotation: 12 * strength,
				shift: 2.5 * strength,
				scale: 0.1 * strength,
				shear: 0.15 * strength,
				elastic: 3 * strength
			}
		})
	}),
	wholes('trainingImages', 'Training images', [100, 100_000_000], [1000, 3000, 10_000, 30_000, 60_000], {
		description:
			'The first so many training images, validation included; as that is of other images then, compare by test accuracy.',
		change(recipe, limit: number) {
			const all = subsetSizes({ ...recipe.data, limit: null }).training
			if (limit > all) return `There are ${count(all)} training images; ${count(limit)} cannot be had.`
			return { ...recipe, data: { ...recipe.data, limit: limit === all ? null : limit } }
		}
	}),
	{
		...numbers('labelNoise', 'Label noise', [0, 0.9], [0, 0.1, 0.2, 0.4], {
			description: 'The share of the images learned from that get a wrong label. Validation and test keep theirs.',
			change: (recipe, share: number) => ({
				...recipe,
				data: { ...recipe.data, noise: share > 0 ? { share, seed: recipe.data.noise?.seed ?? 1 } : undefined }
			})
		}),
		say: (level) => (typeof level === 'number' ? percent(level, Number.isInteger(level * 100) ? 0 : 1) : level)
	}
]

export const findFactor = (name: string): Factor | undefined => factors.find((one) => one.name === name)

/** The recipe with this level of the factor, checked, or the sentence that says why it cannot be. */
export function withLevel(recipe: Recipe, { title, say, change, control }: Factor, level: Level): Recipe | string {
	if (control.kind === 'number') {
		const { minimum, maximum, whole } = control
		const fits =
			typeof level === 'number' && level >= minimum && level <= maximum && (!whole || Number.isInteger(level))
		if (!fits)
			return `${title} takes ${whole ? 'whole numbers' : 'numbers'} from ${plain(minimum)} to ${plain(maximum)}; "${String(level)}" is none.`
	} else if (!control.options.some(({ value }) => value === level))
		return `${title} takes ${control.options.map(({ value }) => value).join(', ')}; "${String(level)}" is none of them.`
	const changed = change(recipe, level as never)
	if (typeof changed === 'string') return changed
	const checked = recipeSchema.safeParse(changed)
	if (checked.success) return checked.data
	const sentences = explainRecipe(checked.error.issues, changed).map(({ sentence }) => sentence)
	return `${title} ${say(level)}: ${sentences.join(' ')}`
}

function optionsOf(knob: string): Option[] {
	const control = trainingKnobs.find(({ path }) => path.join('.') === knob)?.control
	return control?.kind === 'choice' ? control.options : []
}

const onLayers = (recipe: Recipe, layers: Recipe['layers'] | string) =>
	typeof layers === 'string' ? layers : { ...recipe, layers }

const plain = (value: number) => (Math.abs(value) >= 10_000 ? count(value) : String(value))

interface Words {
	description: string
	change: (recipe: Recipe, level: never) => Recipe | string
}

function numbers(
	name: string,
	title: string,
	[minimum, maximum]: [number, number],
	levels: number[],
	words: Words
): Factor {
	const control = { kind: 'number', whole: false, minimum, maximum } as const
	return { name, title, control, levels, say: (level) => String(level), ...words }
}

function wholes(
	name: string,
	title: string,
	[minimum, maximum]: [number, number],
	levels: number[],
	words: Words
): Factor {
	const control = { kind: 'number', whole: true, minimum, maximum } as const
	return { name, title, control, levels, say: (level) => (typeof level === 'number' ? plain(level) : level), ...words }
}

function choices(name: string, title: string, options: Option[], words: Words): Factor {
	const say = (level: Level) => options.find(({ value }) => value === level)?.label ?? String(level)
	return { name, title, control: { kind: 'choice', options }, levels: options.map(({ value }) => value), say, ...words }
}
