import { runColumns, type RunColumnName } from '../../shared/run-columns.ts'
import { nothingSelected, selecting } from './selection.ts'

const place = 'digit-lab.run-columns'

/** What the page of runs remembers besides its address: columns, what is selected, how far it was scrolled. */
export class RunList {
	/** The columns a person has chosen; null as long as they take those there is room for. */
	columns = $state.raw<readonly RunColumnName[] | null>(null)
	selected = $state.raw(nothingSelected)
	/** The last query, where "back to the runs" leads. */
	query = $state('')
	/** Pixels. */
	scrolled = 0
	#storage: Storage

	constructor(storage: Storage) {
		this.#storage = storage
		const kept = storage.getItem(place)?.split(',')
		if (kept) this.columns = runColumns.flatMap(({ name }) => (kept.includes(name) ? [name] : []))
	}

	/** Null: those there is room for. */
	choose(columns: readonly RunColumnName[] | null): void {
		this.columns = columns
		if (columns) this.#storage.setItem(place, columns.join(','))
		else this.#storage.removeItem(place)
	}

	select(runs: readonly number[], on: boolean): void {
		this.selected = selecting(this.selected, runs, on)
	}

	selectNone(): void {
		this.selected = nothingSelected
	}

	/** Remembers where the list of this query is scrolled to. */
	leave(query: string, scrolled: number): void {
		this.query = query
		this.scrolled = scrolled
	}

	/** Where the list of this query was left, or its top. */
	placeIn(query: string): number {
		return this.query === query ? this.scrolled : 0
	}
}
