import { plural } from '../../shared/format.ts'
import { inHandfuls } from '../../shared/history.ts'
import type { LabClient } from '../connect.ts'

/** What can be taken back. */
export interface Offer {
	/** "3 runs deleted" */
	sentence: string
	ids: number[]
	shelf: Shelf
}

/** Where something is taken from, and put back. */
export interface Shelf {
	/** What stands there: "run" */
	word: string
	/** How many are taken at a time, where it is not the usual handful. */
	most?: number
	remove(ids: number[]): Promise<unknown>
	restore(ids: number[]): Promise<unknown>
}

/** How long an offer stays, in milliseconds, counted from when nobody points at it any more. */
const patience = 12_000

/** Deletes without a question, because it can be undone; the offer to do so stays for a while. */
export class Undo {
	offer = $state.raw<Offer | null>(null)
	#runs: Shelf
	#timer: ReturnType<typeof setTimeout> | undefined

	constructor(ask: () => LabClient) {
		this.#runs = {
			word: 'run',
			remove: (runs) => ask().runs.remove({ runs }),
			restore: (runs) => ask().runs.restore({ runs })
		}
	}

	/** Deletes runs, or what else stands on a shelf. Throws what the lab says when one cannot be deleted; what was deleted until then can be undone. */
	async remove(rows: readonly { id: number; name: string }[], shelf = this.#runs): Promise<void> {
		const gone: number[] = []
		try {
			await inHandfuls(
				rows.map(({ id }) => id),
				async (ids) => {
					await shelf.remove(ids)
					gone.push(...ids)
				},
				shelf.most
			)
		} finally {
			if (gone.length > 0) this.#offerBack(gone, rows[0]?.name ?? '', shelf)
		}
	}

	async undo(): Promise<void> {
		const { offer } = this
		if (!offer) return
		this.dismiss()
		let left = offer.ids
		try {
			const back = async (ids: number[]) => {
				await offer.shelf.restore(ids)
				left = left.filter((id) => !ids.includes(id))
			}
			await inHandfuls(offer.ids, back, offer.shelf.most)
		} catch (error) {
			// what is not back yet can still be asked for
			this.offer = { ...offer, ids: left }
			this.release()
			throw error
		}
	}

	dismiss(): void {
		clearTimeout(this.#timer)
		this.offer = null
	}

	/** While somebody points at it or has the focus in it, it does not go away. */
	hold(): void {
		clearTimeout(this.#timer)
	}

	release(): void {
		clearTimeout(this.#timer)
		this.#timer = setTimeout(() => this.dismiss(), patience)
	}

	/** Whoever deletes one after the other takes all of them back at once. */
	#offerBack(gone: readonly number[], name: string, shelf: Shelf): void {
		const ids = [...(this.offer?.shelf === shelf ? this.offer.ids : []), ...gone]
		this.offer = { ids, shelf, sentence: `${ids.length === 1 ? name : plural(ids.length, shelf.word)} deleted` }
		this.release()
	}
}
