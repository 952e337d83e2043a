import { layerMembers, unions } from '../../../shared/knobs.ts'
import { LabProblem } from '../../../shared/problems.ts'
import { runColumns, runStatuses } from '../../../shared/run-columns.ts'
import { filterRuns, type RunFilter } from '../../../shared/run-filter.ts'
import { firstOrder, sortRuns, usualOrder, type RunOrder } from '../../../shared/run-order.ts'
import type { RunRow } from '../../../shared/runs.ts'

/** The flags of `runs`, as they were typed. */
export interface FindFlags {
	status?: string
	layer?: string
	optimizer?: string
	tag?: string
	data?: string
	starred?: boolean
	archived?: boolean
	sort?: string
	reverse?: boolean
	limit?: string
}

/** What can stand behind a flag: one list for its help and for its refusal. */
export const findChoices = {
	status: runStatuses,
	layer: layerMembers.map(({ kind }) => kind),
	optimizer: unions.find(({ name }) => name === 'optimizer')?.members.map(({ kind }) => kind) ?? [],
	sort: runColumns.map(({ name }) => name)
} as const

/** Makes the flags a question about runs. @throws LabProblem that names what is possible */
export function finder(words: readonly string[], flags: FindFlags): (runs: readonly RunRow[]) => RunRow[] {
	const filter: RunFilter = {
		words: words.join(' '),
		status: chosen('status', flags.status),
		layer: chosen('layer', flags.layer),
		optimizer: chosen('optimizer', flags.optimizer),
		tag: flags.tag ?? null,
		data: flags.data ?? null,
		starred: flags.starred ?? false,
		archived: flags.archived ?? false
	}
	const column = chosen('sort', flags.sort)
	const order: RunOrder = column ? firstOrder(column) : usualOrder
	const turned = flags.reverse ? { ...order, falling: !order.falling } : order
	const limit = limitOf(flags.limit)
	return (runs) => sortRuns(filterRuns(runs, filter), turned).slice(0, limit)
}

function chosen<K extends keyof typeof findChoices>(
	flag: K,
	value: string | undefined
): (typeof findChoices)[K][number] | null {
	if (value === undefined) return null
	const choices: readonly string[] = findChoices[flag]
	if (choices.includes(value)) return value
	throw new LabProblem('BAD_REQUEST', `--${flag} takes one of ${choices.join(', ')}; it is "${value}".`)
}

function limitOf(value: string | undefined): number {
	if (value === undefined) return Infinity
	const number = Number(value)
	if (Number.isSafeInteger(number) && number > 0) return number
	throw new LabProblem('BAD_REQUEST', `--limit takes a whole number from 1 on; it is "${value}".`)
}
