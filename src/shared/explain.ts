import { closest, distance } from 'fastest-levenshtein'
import type { RecipeProblem } from './check.ts'
import { dataIn, factsOf, total } from './dataset.ts'
import { layerMembers, trainingKnobs, unions, type Knob, type Member } from './knobs.ts'

/** The part of a zod (or any standard-schema) issue that is read here. */
export interface Issue {
	readonly path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined
	readonly message: string
	readonly code?: string
	readonly keys?: string[]
}

/**
 * Says each issue that a recipe's schema found in `input` as a sentence with what is allowed and what stood there. A
 * value that is refused itself is told once, and not what would follow from it as well.
 */
export function explainRecipe(issues: readonly Issue[], input: unknown): RecipeProblem[] {
	const said = new Map<string, RecipeProblem>()
	const refused = new Set(issues.filter(({ code }) => code !== 'custom').map((issue) => pathOf(issue).join('.')))
	for (const issue of issues) {
		const path = pathOf(issue)
		const sentence = explain(issue, path, input)
		const follows = issue.code === 'custom' && refused.has(path.join('.'))
		if (!follows) said.set([...path, sentence].join('.'), { path, sentence })
	}
	return [...said.values()]
}

/** Where an issue was found, as keys and places. */
export const pathOf = ({ path = [] }: Issue): (string | number)[] =>
	path.map((part) => {
		const key = typeof part === 'object' ? part.key : part
		return typeof key === 'symbol' ? String(key) : key
	})

function explain(issue: Issue, path: (string | number)[], input: unknown): string {
	if (issue.code === 'custom') return issue.message
	const value = at(input, path)
	if (path.length === 0 && issue.code === 'invalid_type')
		return `A recipe is an object such as {"layers": […], "epochs": 10}; this is ${show(value)}.`
	if (path.length === 1 && path[0] === 'layers' && Array.isArray(value) && value.length > 0)
		return `Layers must be 1 to 40; there are ${value.length}.`
	if (path.length === 1 && path[0] === 'layers')
		return `Layers must be a list of 1 to 40 layers, such as {"kind": "dense", "units": 64}; ${found(value)}`
	const where = place(path, input)
	if (issue.code === 'unrecognized_keys') {
		const known = siblings(path, input)
		const keys = issue.keys ?? []
		return `${where || 'A recipe'} has no setting ${keys.map((key) => `"${key}"`).join(', ')}.${hint(keys[0], known)}`
	}
	if (path.at(-1) === 'kind') {
		const kinds = membersAt(path.slice(0, -1)).map((member) => member.kind)
		return `${where} must be one of ${kinds.join(', ')}; ${found(value)}${hint(value, kinds)}`
	}
	const knob = knobAt(path, input)
	if (!knob) return `${where || 'The recipe'}: ${found(value)} ${issue.message}.`
	switch (knob.control.kind) {
		case 'choice': {
			const values = knob.control.options.map((option) => option.value)
			return `${where} must be one of ${values.join(', ')}; ${found(value)}${hint(value, values)}`
		}
		case 'switch':
			return `${where} must be true or false; ${found(value)}`
		case 'integer':
		case 'number': {
			const isOfImages = knob.path.join('.') === 'data.limit'
			const most = isOfImages ? total(factsOf(dataIn(at(input, ['data']))).training) : Infinity
			const control = { ...knob.control, maximum: Math.min(knob.control.maximum, most) }
			return sayRange(where, control, value)
		}
	}
}

/** "Epochs must be a whole number from 1 to 10,000; it is 0." */
export function sayRange(
	where: string,
	{ kind, minimum, maximum, optional }: Extract<Knob['control'], { kind: 'integer' | 'number' }>,
	value: unknown
): string {
	const sort = kind === 'integer' ? 'a whole number' : 'a number'
	const range = `${sort} from ${plain(minimum)} to ${plain(maximum)}${optional ? ', or empty' : ''}`
	return `${where} must be ${range}; ${found(value)}`
}

/** "Epochs", "Optimizer: momentum", "Layer 2 (dense): neurons" */
function place(path: (string | number)[], input: unknown): string {
	const [head, index] = path
	if (head === undefined) return ''
	const title = path.at(-1) === 'kind' ? null : (knobAt(path, input)?.title ?? null)
	if (head === 'layers') {
		if (typeof index !== 'number') return 'Layers'
		const kind = at(input, ['layers', index, 'kind'])
		const layer = `Layer ${index + 1}${typeof kind === 'string' && title ? ` (${kind})` : ''}`
		return title ? `${layer}: ${title}` : layer
	}
	const union = unions.find((one) => one.name === head)
	if (union) return title ? `${union.title}: ${title}` : union.title
	return title ?? path.join('.')
}

const membersAt = ([head]: (string | number)[]): readonly Member[] =>
	head === 'layers' ? layerMembers : (unions.find((union) => union.name === head)?.members ?? [])

/** The knobs that belong beside `path`: those of its layer or optimizer, or the recipe's own. */
function knobsBeside(path: (string | number)[], input: unknown): { knobs: readonly Knob[]; rest: (string | number)[] } {
	const depth = path[0] === 'layers' ? 2 : 1
	const members = membersAt(path)
	if (members.length === 0) return { knobs: trainingKnobs, rest: path }
	const kind = at(input, [...path.slice(0, depth), 'kind'])
	return { knobs: members.find((member) => member.kind === kind)?.knobs ?? [], rest: path.slice(depth) }
}

function knobAt(path: (string | number)[], input: unknown): Knob | undefined {
	const { knobs, rest } = knobsBeside(path, input)
	return knobs.find((knob) => knob.path.join('.') === rest.join('.'))
}

function siblings(path: (string | number)[], input: unknown): string[] {
	const { knobs, rest } = knobsBeside(path, input)
	const names = knobs.flatMap((knob) => knob.path[rest.length] ?? [])
	return path.length === 0 ? [...names, 'layers', ...unions.map((union) => union.name)] : names
}

/** The value at `path`, or undefined where the way ends. */
export function at(input: unknown, path: readonly (string | number)[]): unknown {
	return path.reduce<unknown>(
		(value, key) =>
			typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined,
		input
	)
}

/** "it is 5.", "it is missing." */
export const found = (value: unknown) =>
	value === undefined ? 'it is missing.' : value === '' ? 'it is empty.' : `it is ${show(value)}.`

/** A value as a sentence names it: JSON, cut where it is long. */
export const show = (value: unknown) => {
	if (typeof value === 'number') return plain(value)
	if (value === undefined) return 'nothing'
	const text = JSON.stringify(value)
	return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function plain(value: number): string {
	const size = Math.abs(value)
	return size >= 10_000 && size < 1e15 ? value.toLocaleString('en') : String(value)
}

/** " Did you mean adam?", where a known word is close to what was given; else nothing. */
export function hint(value: unknown, known: readonly string[]): string {
	if (typeof value !== 'string' || known.length === 0) return ''
	const near = closest(value, known)
	return distance(value, near) <= Math.max(2, value.length / 3) ? ` Did you mean ${near}?` : ''
}
