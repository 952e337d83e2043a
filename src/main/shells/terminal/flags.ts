import { trainingKnobs, unions, type Knob, type Union } from '../../../shared/knobs.ts'
import type { Layer } from '../../../shared/layers.ts'
import { dataFlags } from './train-data.ts'
import { perceptron } from '../../../shared/presets.ts'
import { LabProblem } from '../../../shared/problems.ts'
import { usualLearningRate, type Optimizer } from '../../../shared/training.ts'

/** A flag of `train`, with what it does to a recipe. */
export interface Flag {
	/** "--batch-size <number>" as the help shows it. */
	usage: string
	/** The name under which the parsed value is found: "batchSize". */
	name: string
	help: string
	apply(recipe: Draft, value: unknown): void
}

/** A recipe being put together; it is checked as a whole afterwards. */
export type Draft = Record<string, unknown>

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const camel = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
/** A number where it is one; anything else stays as typed, so that the recipe's check can say what stood there. */
const read = (value: unknown) =>
	typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value)) ? Number(value) : value

/** Every knob of the recipe outside its layers, and the shorthands for dense networks. */
export const trainFlags: readonly Flag[] = [
	...dataFlags,
	...trainingKnobs.map(knobFlag),
	...unions.flatMap((union) => [unionFlag(union), ...memberFlags(union)]),
	{
		usage: '--hidden <neurons,…>',
		name: 'hidden',
		help: 'hidden dense layers, such as 128,128, in place of the layers of the preset',
		apply: (recipe, value) => (recipe['layers'] = perceptron(neurons(value), rateOf(layersOf(recipe))))
	},
	{
		usage: '--dropout <rate>',
		name: 'dropout',
		help: 'the dropout rate after every hidden dense layer, 0 for none',
		apply: (recipe, value) => (recipe['layers'] = withDropout(layersOf(recipe), read(value)))
	}
]

function usageOf(name: string, { control }: Knob): string {
	switch (control.kind) {
		case 'choice':
			return `--${name} <${control.options.map(({ value }) => value).join('|')}>`
		case 'switch':
			return `--${name} <true|false>`
		case 'integer':
		case 'number':
			return `--${name} <number>`
	}
}

const readFor = (knob: Knob, value: unknown) => {
	if (knob.control.kind === 'switch') return value === 'true' ? true : value === 'false' ? false : value
	return knob.control.kind === 'choice' ? value : read(value)
}

function knobFlag(knob: Knob): Flag {
	// --limit rather than --data-limit: the data set is what a run is about
	const name = kebab(knob.path.filter((part) => part !== 'data').join('-'))
	return {
		usage: usageOf(name, knob),
		name: camel(name),
		help: knob.title.toLowerCase(),
		apply(recipe, value) {
			Object.assign(recipe, within(recipe, knob.path, readFor(knob, value)))
		}
	}
}

/** A copy with the value at the end of the path. */
function within(recipe: Draft | undefined, [head = '', ...rest]: readonly string[], value: unknown): Draft {
	const inside = rest.length > 0 ? within(recipe?.[head] as Draft | undefined, rest, value) : value
	return { ...recipe, [head]: inside }
}

/** `--optimizer adam`: the member with its defaults, and, for an optimizer, its usual learning rate unless one is given too. */
function unionFlag(union: Union): Flag {
	return {
		usage: `--${kebab(union.name)} <${union.members.map(({ kind }) => kind).join('|')}>`,
		name: union.name,
		help: union.title.toLowerCase(),
		apply(recipe, value) {
			if ((recipe[union.name] as Draft | undefined)?.['kind'] === value) return
			recipe[union.name] = { kind: value }
			if (union.name === 'optimizer' && Object.hasOwn(usualLearningRate, String(value)))
				recipe['learningRate'] = usualLearningRate[value as Optimizer['kind']]
		}
	}
}

/** `--momentum`, `--patience`: a knob of whichever member is chosen; a union that is off is switched to the one that has it. */
function memberFlags(union: Union): Flag[] {
	const knobs = new Map(union.members.flatMap(({ knobs }) => knobs).map((knob) => [knob.path.join('.'), knob]))
	return [...knobs].map(([key, knob]) => ({
		usage: usageOf(kebab(key), knob),
		name: camel(kebab(key)),
		help: `${union.title.toLowerCase()}: ${knob.title}`,
		apply(recipe, value) {
			const chosen = (recipe[union.name] as { kind: string } | undefined) ?? { kind: union.members[0]?.kind ?? '' }
			const current = union.members.find(({ kind }) => kind === chosen.kind)
			const having = union.members.filter(({ knobs }) => knobs.some(({ path }) => path.join('.') === key))
			const takes = current && having.includes(current)
			const [instead] = current?.knobs.length === 0 ? having : []
			if (!takes && !instead)
				throw new LabProblem(
					'BAD_RECIPE',
					`${union.title} ${chosen.kind} has no ${knob.title}; ${having.map(({ kind }) => kind).join(' and ')} ${having.length === 1 ? 'has' : 'have'}.`
				)
			recipe[union.name] = { ...(takes ? chosen : { kind: instead?.kind }), [key]: readFor(knob, value) }
		}
	}))
}

function neurons(value: unknown): number[] {
	const numbers = String(value)
		.split(',')
		.map((part) => Number(part.trim()))
	if (numbers.length > 20 || numbers.some((number) => !Number.isInteger(number) || number < 1 || number > 8192))
		throw new LabProblem(
			'BAD_RECIPE',
			`--hidden takes up to 20 whole numbers from 1 to 8192, such as 128,128; it is "${String(value)}".`
		)
	return numbers
}

/** What a recipe file has for layers; whatever is wrong with them, the recipe's check says it afterwards. */
const layersOf = ({ layers }: Draft): Layer[] =>
	Array.isArray(layers) ? layers.filter((layer): layer is Layer => typeof layer === 'object' && layer !== null) : []

const rateOf = (layers: readonly Layer[]) => layers.find((layer) => layer.kind === 'dropout')?.rate ?? 0

/** The layers without their dropout, and then one after every dense layer but the last. */
function withDropout(layers: readonly Layer[], rate: unknown): Layer[] {
	const bare = layers.filter(({ kind }) => kind !== 'dropout')
	return bare.flatMap((layer, place) =>
		layer.kind === 'dense' && place < bare.length - 1 && rate !== 0
			? [layer, { kind: 'dropout', rate } as Layer]
			: [layer]
	)
}
