import { runColumns, runStatuses } from '../../shared/run-columns.ts'
import { everything, type RunFilter } from '../../shared/run-filter.ts'
import { firstOrder, usualOrder, type RunOrder } from '../../shared/run-order.ts'

/** What the page of runs remembers in its address: "words=adam&sort=test". */
export interface RunsQuery {
	filter: RunFilter
	order: RunOrder
}

/** Reads the address; what it does not understand asks for nothing. */
export function readQuery(text: string): RunsQuery {
	const given = new URLSearchParams(text)
	const column = runColumns.find(({ name }) => name === given.get('sort'))?.name
	const order = column ? firstOrder(column) : usualOrder
	return {
		filter: {
			words: given.get('words') ?? '',
			status: runStatuses.find((status) => status === given.get('status')) ?? null,
			layer: given.get('layer'),
			optimizer: given.get('optimizer'),
			tag: given.get('tag'),
			data: given.get('data'),
			starred: given.has('starred'),
			archived: given.has('archived')
		},
		order: given.has('reverse') ? { ...order, falling: !order.falling } : order
	}
}

/** Writes the address; what is as usual is left out. */
export function writeQuery({ filter, order }: RunsQuery): string {
	const text = new URLSearchParams()
	for (const name of ['words', 'status', 'layer', 'optimizer', 'tag', 'data'] as const)
		if (filter[name]) text.set(name, filter[name])
	for (const name of ['starred', 'archived'] as const) if (filter[name]) text.set(name, '1')
	if (order.column !== usualOrder.column) text.set('sort', order.column)
	if (order.falling !== firstOrder(order.column).falling) text.set('reverse', '1')
	return text.toString()
}

/** Whether it hides any run that is not in the archive. */
export const asksForSome = (filter: RunFilter) =>
	writeQuery({ filter: { ...filter, archived: false, words: filter.words.trim() }, order: usualOrder }) !==
	writeQuery({ filter: everything, order: usualOrder })
