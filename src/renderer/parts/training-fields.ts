import { trainingKnobs, unions, type Knob, type Union } from '../../shared/knobs.ts'
import { valueAt } from '../state/path.ts'

/** One place in the training form: a knob, or a union with the knobs of its chosen member. */
export type Field = { kind: 'knob'; name: string; knob: Knob } | { kind: 'union'; name: string; union: Union }

const fields: Field[] = [
	...unions.map((union): Field => ({ kind: 'union', name: union.name, union })),
	...trainingKnobs.map((knob): Field => ({ kind: 'knob', name: knob.path.join('.'), knob }))
]
/** A choice of one is no choice: it is told, not asked. */
const isAsked = (field: Field) =>
	field.kind === 'union' || field.knob.control.kind !== 'choice' || field.knob.control.options.length > 1

const first = ['optimizer', 'learningRate', 'batchSize', 'epochs', 'loss', 'validation.share', 'seed', 'data.limit']

/** What everybody looks at, in this order. */
export const mainFields = first.flatMap((name) => fields.filter((field) => field.name === name))
/** The rest, whatever the recipe may grow. */
const moreFields = fields.filter((field) => !first.includes(field.name) && isAsked(field))
/** Those of which a person picks a member first. */
export const moreUnions = moreFields.flatMap((field) => (field.kind === 'union' ? [field.union] : []))
const moreKnobs = moreFields.flatMap((field) => (field.kind === 'knob' ? [field.knob] : []))
const headings: Record<string, string> = {
	data: 'Images and labels',
	validation: 'Images and labels',
	shuffle: 'Images and labels',
	augmentation: 'Augmentation',
	labelSmoothing: 'Regularization',
	l2: 'Regularization'
}
const headingOf = ({ path: [head = ''] }: Knob) => headings[head] ?? 'Networks and weights'
/** The other knobs under small headings; what no heading names comes last. */
export const moreGroups = [...new Set([...Object.values(headings), 'Networks and weights'])].map((title) => ({
	title,
	knobs: moreKnobs.filter((knob) => headingOf(knob) === title)
}))
/** Whether a knob does nothing as the others stand: without wrong labels, nothing is drawn from their seed. */
export const isIdle = (knob: Knob, recipe: unknown): boolean =>
	knob.path.join('.') === 'data.noise.seed' && (valueAt(recipe, ['data', 'noise', 'share']) ?? 0) === 0
/** Everything there is to tell about a training. */
export const allFields = [...mainFields, ...fields.filter((field) => !first.includes(field.name))]
/** The union whose picker stands among the main fields while its own knobs are among the rest. */
export const optimizer = unions.find((union) => union.name === 'optimizer')
