import { z } from 'zod'
import { importSettings } from './importing.ts'
import { recipeFields } from './recipe.ts'
import { readingSettings } from './vision.ts'

/** One setting a person can turn, read from the recipe's schema: form, flags, help and refusals all come from here. */
export interface Knob {
	/** Where it lies in a recipe, or inside its layer or optimizer. */
	path: string[]
	title: string
	description: string
	/** What the number counts, where that is not plain from the title: "degrees". */
	unit: string | null
	control:
		| { kind: 'integer' | 'number'; minimum: number; maximum: number; optional: boolean }
		| { kind: 'choice'; options: { value: string; label: string }[] }
		| { kind: 'switch' }
	/** The value it has when nobody says anything. */
	fallback: unknown
}

/** One member of a union (a layer, an optimizer, a schedule) with the knobs that belong to it alone. */
export interface Member {
	kind: string
	title: string
	description: string
	knobs: Knob[]
}

/** A group of knobs of which a person picks a member: optimizer, schedule, early stopping. */
export interface Union {
	name: string
	title: string
	description: string
	members: Member[]
}

interface Node {
	type?: string
	title?: string
	description?: string
	unit?: string
	default?: unknown
	minimum?: number
	maximum?: number
	enum?: string[]
	const?: string
	labels?: Record<string, string>
	properties?: Record<string, Node>
	items?: Node
	oneOf?: Node[]
	anyOf?: Node[]
}

const root = z.toJSONSchema(recipeFields, { io: 'input' }) as Node

/** The knobs outside layers, optimizer, schedule and early stopping: data.limit, validation.share, epochs, seed … */
export const trainingKnobs: readonly Knob[] = knobsOf(root, [])
/** How a picture is read: grey, even, ink … */
export const readingKnobs: readonly Knob[] = knobsOf(z.toJSONSchema(readingSettings, { io: 'input' }) as Node, [])
/** How the images of a data set that is read are turned: transpose. */
export const importKnobs: readonly Knob[] = knobsOf(
	z.toJSONSchema(importSettings.pick({ transpose: true }), { io: 'input' }) as Node,
	[]
)
/** Every layer that can be added. */
export const layerMembers: readonly Member[] = membersOf(root.properties?.['layers']?.items)
/** optimizer, schedule, earlyStopping. */
export const unions: readonly Union[] = Object.entries(root.properties ?? {})
	.filter(([, node]) => node.oneOf)
	.map(([name, node]) => ({
		name,
		title: node.title ?? name,
		description: node.description ?? '',
		members: membersOf(node)
	}))

function membersOf(node: Node | undefined): Member[] {
	return (node?.oneOf ?? []).map((member) => {
		const kind = member.properties?.['kind']
		return {
			kind: kind?.const ?? '',
			title: kind?.title ?? '',
			description: kind?.description ?? '',
			knobs: knobsOf(member, [])
		}
	})
}

function knobsOf(node: Node, path: string[]): Knob[] {
	return Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
		const here = [...path, name]
		if (child.properties) return knobsOf(child, here)
		const control = controlOf(child)
		if (!control) return []
		const { title = name, description = '', unit = null, default: fallback } = child
		return [{ path: here, title, description, unit, control, fallback }]
	})
}

function controlOf(node: Node): Knob['control'] | null {
	if (node.enum)
		return { kind: 'choice', options: node.enum.map((value) => ({ value, label: node.labels?.[value] ?? value })) }
	if (node.type === 'boolean') return { kind: 'switch' }
	const number = node.anyOf?.find((option) => option.type !== 'null') ?? node
	if (number.type !== 'integer' && number.type !== 'number') return null
	const { minimum = -Infinity, maximum = Infinity } = number
	return { kind: number.type, minimum, maximum, optional: number !== node }
}
