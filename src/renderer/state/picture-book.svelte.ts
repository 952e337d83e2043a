import { inHandfuls } from '../../shared/history.ts'
import type { Answering, PictureRow } from '../../shared/pictures.ts'
import type { ReadingSettings } from '../../shared/vision.ts'
import type { LabClient } from '../connect.ts'
import { rowIn, rowIndex } from './row-index.ts'
import type { Shelf } from './undo.svelte.ts'

/** How many pictures come at a time. */
const portion = 500
/** How many are asked for to see whether some have come. */
const few = 50
/** How long the list may be behind while one picture after the other arrives, in milliseconds. */
const pace = 80

/** Every picture that was read and kept, newest first. */
export class PictureBook implements Shelf {
	readonly word = 'picture'
	readonly most = 1000
	list = $state.raw<PictureRow[]>([])
	/** Whether all of them have been read once. */
	loaded = $state(false)

	#ask: () => LabClient
	#index = rowIndex<PictureRow>()
	/** After the list was drawn, until it may be drawn again for another arrival. */
	#resting: ReturnType<typeof setTimeout> | undefined
	/** Whether something has come since the list was drawn. */
	#behind = false

	constructor(ask: () => LabClient) {
		this.#ask = ask
	}

	find(id: number): PictureRow | null {
		// from the list, so that whoever asks is told when it changes; one of many that come may not be in it yet
		return rowIn(this.list, id) ?? this.#index.find(id) ?? null
	}

	/** Everything anew. Throws what the calls throw. */
	async reread(): Promise<void> {
		const reading = this.#index.read()
		let before: number | undefined
		for (;;) {
			const rows = await this.#ask().pictures.list({ limit: portion, ...(before !== undefined && { before }) })
			if (!reading.arrived(rows)) return
			before = rows.at(-1)?.id
			if (rows.length < portion) break
		}
		if (!reading.end()) return
		this.#draw()
		this.loaded = true
	}

	/** What other doors have brought since: those that are newer than every one here. Throws what the calls throw. */
	async catchUp(): Promise<void> {
		const newest = this.list[0]?.id ?? 0
		for (let before: number | undefined; ;) {
			const rows = await this.#ask().pictures.list({ limit: few, ...(before !== undefined && { before }) })
			const last = rows.at(-1)
			const newer = rows.filter(({ id }) => id > newest)
			if (newer.length > 0) this.take(newer)
			if (!last || newer.length < few) return
			before = last.id
		}
	}

	/** Pictures that have come or have been read anew. */
	take(rows: readonly PictureRow[]): void {
		for (const row of rows) this.#index.take(row)
		if (this.#resting) {
			this.#behind = true
			return
		}
		this.#draw()
		this.#resting = setTimeout(() => {
			this.#resting = undefined
			if (this.#behind) this.#draw()
		}, pace)
	}

	/** What it truly says, by hand; null takes it away. */
	async label(picture: number, label: string | null): Promise<void> {
		this.take([await this.#ask().pictures.label({ picture, label })])
		this.#draw()
	}

	/** Reads them anew with other settings or by others, a handful at a time; `done` hears how many are. */
	async again(
		pictures: readonly number[],
		change: { settings?: ReadingSettings; answering?: Answering },
		done: (count: number) => void = () => undefined
	): Promise<void> {
		let count = 0
		await inHandfuls(pictures, async (some) => {
			this.take(await this.#ask().pictures.again({ pictures: some, ...change }))
			done((count += some.length))
		})
	}

	async remove(pictures: number[]): Promise<void> {
		const { removed } = await this.#ask().pictures.remove({ pictures })
		for (const id of removed) this.#index.remove(id)
		this.#draw()
	}

	async restore(pictures: number[]): Promise<void> {
		this.take(await this.#ask().pictures.restore({ pictures }))
	}

	#draw(): void {
		this.#behind = false
		this.list = this.#index.rows()
	}
}
