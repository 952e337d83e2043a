import { plural } from '../../shared/format.ts'
import { inHandfuls } from '../../shared/history.ts'
import type { RunRow } from '../../shared/runs.ts'
import type { LabClient } from '../connect.ts'

/** What can be taken back. */
export interface Offer {
	/** "3 runs deleted" */
	sentence: string
	runs: number[]
}

/** How long an offer stays, in milliseconds, counted from when nobody points at it any more. */
const patience = 12_000

/** Deletes runs without a question, because it can be undone; the offer to do so stays for a while. */
export class Undo {
	offer = $state.raw<Offer | null>(null)
	#ask: () => LabClient
	#timer: ReturnType<typeof setTimeout> | undefined

	constructor(ask: () => LabClient) {
		this.#ask = ask
	}

	/** Throws what the lab says when one of them cannot be deleted; what was deleted until then can be undone. */
	async remove(rows: readonly RunRow[]): Promise<void> {
		const gone: number[] = []
		try {
			await inHandfuls(
				rows.map(({ id }) => id),
				async (runs) => {
					await this.#ask().runs.remove({ runs })
					gone.push(...runs)
				}
			)
		} finally {
			if (gone.length > 0) this.#offerBack([...(this.offer?.runs ?? []), ...gone], rows[0]?.name ?? '')
		}
	}

	async undo(): Promise<void> {
		const { offer } = this
		if (!offer) return
		this.dismiss()
		let left = offer.runs
		try {
			await inHandfuls(offer.runs, async (runs) => {
				await this.#ask().runs.restore({ runs })
				left = left.filter((run) => !runs.includes(run))
			})
		} catch (error) {
			// what is not back yet can still be asked for
			this.offer = { ...offer, runs: left }
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
	#offerBack(runs: number[], name: string): void {
		this.offer = { runs, sentence: `${runs.length === 1 ? name : plural(runs.length, 'run')} deleted` }
		this.release()
	}
}
