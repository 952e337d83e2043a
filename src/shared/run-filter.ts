import type { RunRow, RunStatus } from './runs.ts'

/** What a person looks for among the runs; null and false ask for nothing. */
export interface RunFilter {
	/** Every word must be found somewhere in what a list says of a run; "#12" is run 12 alone. */
	words: string
	status: RunStatus | null
	/** A kind of layer its network has. */
	layer: string | null
	optimizer: string | null
	tag: string | null
	/** What the data set is called that it learned from. */
	data: string | null
	/** Only those with a star. */
	starred: boolean
	/** Those in the archive too. */
	archived: boolean
}

export const everything: RunFilter = {
	words: '',
	status: null,
	layer: null,
	optimizer: null,
	tag: null,
	data: null,
	starred: false,
	archived: false
}

export function filterRuns(runs: readonly RunRow[], filter: RunFilter): RunRow[] {
	const { status, layer, optimizer, tag, data, starred, archived } = filter
	const words = plain(filter.words).split(/\s+/).filter(Boolean)
	const has = (run: RunRow, word: string) =>
		/^#\d+$/.test(word) ? run.id === Number(word.slice(1)) : textOf(run).includes(word)
	return runs.filter(
		(run) =>
			(archived || !run.archived) &&
			(!starred || run.starred) &&
			(status === null || run.status === status) &&
			(layer === null || run.layerKinds.includes(layer)) &&
			(optimizer === null || run.optimizer === optimizer) &&
			(tag === null || run.tags.includes(tag)) &&
			(data === null || run.dataName === data) &&
			words.every((word) => has(run, word))
	)
}

/** Every tag in use, in alphabetical order. */
export const tagsOf = (runs: readonly RunRow[]): string[] =>
	[...new Set(runs.flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b, 'en'))

/** Every data set that was learned from, in alphabetical order. */
export const dataNamesOf = (runs: readonly RunRow[]): string[] =>
	[...new Set(runs.map(({ dataName }) => dataName))].sort((a, b) => a.localeCompare(b, 'en'))

/** Small letters without their marks: "Dévoilé" → "devoile". */
const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

const texts = new WeakMap<RunRow, string>()

/** What the words are looked for in, made once a row. */
function textOf(run: RunRow): string {
	const known = texts.get(run)
	if (known !== undefined) return known
	const text = plain([run.id, run.name, run.preset ?? '', run.network, run.settings, run.note, ...run.tags].join('\n'))
	texts.set(run, text)
	return text
}
