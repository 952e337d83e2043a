import { usualSameWithin, type RunComparison } from '../../shared/comparing.ts'
import type { LabClient } from '../connect.ts'
import { saidBy } from './said.ts'

const place = 'digit-lab.same-within'

/** What the test images show of the runs that are compared; the last answer stays until the next one comes. */
export class Judged {
	answer = $state.raw<RunComparison | null>(null)
	problem = $state<string | null>(null)
	/** What counts as practically the same, a share; kept for the next time. */
	sameWithin = $state(usualSameWithin)

	#ask: () => LabClient
	#storage: Storage
	#asking = 0

	constructor(ask: () => LabClient, storage: Storage) {
		this.#ask = ask
		this.#storage = storage
		const kept = Number(storage.getItem(place) ?? usualSameWithin)
		if (kept >= 0 && kept <= 1) this.sameWithin = kept
	}

	/** Asks about finished runs; fewer than two show nothing. */
	async read(runs: readonly number[], sameWithin: number): Promise<void> {
		const asking = ++this.#asking
		if (runs.length < 2) {
			this.answer = null
			this.problem = null
			return
		}
		try {
			const answer = await this.#ask().runs.compare({ runs: [...runs], sameWithin })
			if (asking !== this.#asking) return
			this.answer = answer
			this.problem = null
		} catch (error) {
			if (asking !== this.#asking) return
			this.answer = null
			this.problem = saidBy(error).sentence
		}
	}

	/** From points as they were typed; what is none is left as it was. */
	setPoints(text: string): void {
		const value = Number(text.trim() === '' ? NaN : text)
		if (!(value >= 0 && value <= 100)) return
		this.sameWithin = Number((value / 100).toPrecision(12))
		this.#storage.setItem(place, String(this.sameWithin))
	}
}
