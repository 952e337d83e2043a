import type { DataSetRow } from '../../../shared/dataset.ts'
import type { Layer } from '../../../shared/layers.ts'
import { onData } from '../../../shared/on-data.ts'
import { LabProblem } from '../../../shared/problems.ts'
import type { Draft, Flag } from './flags.ts'
import { setNamed } from './set-named.ts'

interface DataFlags {
	data?: string
	classes?: string
}

/** Flags of `train` that are about names: `chooseData` reads them, with the lab's data sets at hand. */
export const dataFlags: readonly Flag[] = [
	{
		usage: '--data <id>',
		name: 'data',
		help: 'the data set to learn from; "data sets" lists them',
		apply: () => undefined
	},
	{
		usage: '--classes <name,…>',
		name: 'classes',
		help: 'only these classes of it, by name or number',
		apply: () => undefined
	}
]

/** Whether the lab must be asked for its data sets. */
export const needsSets = ({ data, classes }: DataFlags): boolean => data !== undefined || classes !== undefined

/** Puts the data set and the classes that the flags name into a recipe, and lets its last layer follow. */
export function chooseData(draft: Draft, { data, classes }: DataFlags, sets: readonly DataSetRow[]): void {
	if (!needsSets({ ...(data !== undefined && { data }), ...(classes !== undefined && { classes }) })) return
	const given = draft['data'] as { set?: string } | undefined
	const id = data ?? given?.set ?? 'mnist'
	const set = setNamed(sets, id)
	if (data !== undefined) {
		const layers = Array.isArray(draft['layers']) ? (draft['layers'] as Layer[]) : []
		Object.assign(draft, onData({ ...draft, layers }, set))
	}
	if (classes !== undefined)
		draft['data'] = { ...(draft['data'] as object | undefined), classes: labelsIn(classes, set) }
}

function labelsIn(text: string, { name: set, classes }: DataSetRow): number[] {
	const labels = text.split(',').map((word) => {
		const name = word.trim()
		const found = classes.findIndex((one) => one.toLowerCase() === name.toLowerCase())
		if (found >= 0) return found
		if (/^\d{1,3}$/.test(name) && Number(name) < classes.length) return Number(name)
		throw new LabProblem('BAD_REQUEST', `${set} has no class "${name}". Its classes are ${classes.join(', ')}.`)
	})
	return [...new Set(labels)].sort((a, b) => a - b)
}
