import { nothingSelected, selecting } from './selection.ts'

const place = 'digit-lab.pad'

/** What the page of pictures remembers besides its address: what is selected, how far it was scrolled, whether one draws. */
export class PictureList {
	selected = $state.raw(nothingSelected)
	/** The last query, where "back to the pictures" leads. */
	query = $state('')
	/** Whether the pad stands beside the pictures. */
	drawing = $state(false)
	/** Pixels. */
	#scrolled = 0
	#storage: Storage

	constructor(storage: Storage) {
		this.#storage = storage
		this.drawing = storage.getItem(place) === 'open'
	}

	select(pictures: readonly number[], on: boolean): void {
		this.selected = selecting(this.selected, pictures, on)
	}

	selectNone(): void {
		this.selected = nothingSelected
	}

	draw(drawing: boolean): void {
		this.drawing = drawing
		this.#storage.setItem(place, drawing ? 'open' : 'closed')
	}

	/** Remembers where the list of this query is scrolled to. */
	leave(query: string, scrolled: number): void {
		this.query = query
		this.#scrolled = scrolled
	}

	/** Where the list of this query was left, or its top. */
	placeIn(query: string): number {
		return this.query === query ? this.#scrolled : 0
	}
}
