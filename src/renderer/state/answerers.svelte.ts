import { answering as answeringSchema, type Answering } from '../../shared/pictures.ts'
import { isOver, type RunRow } from '../../shared/runs.ts'
import type { LabClient } from '../connect.ts'

const place = 'digit-lab.answering'

/** More answers side by side help nobody. */
export const mostAnswerers = 12

/** Runs that read digits and have weights to answer with, newest first. */
export const ableRuns = (runs: readonly RunRow[]): RunRow[] =>
	runs.filter(
		({ status, epochsDone, archived, readsDigits }) => readsDigits && isOver(status) && epochsDone > 0 && !archived
	)

/** Those who can still be asked: a picture may have been answered by a run that was deleted since. Null when nobody is left. */
export function withoutGone({ runs, ensemble }: Answering, isThere: (run: number) => boolean): Answering | null {
	const there = runs.filter(isThere)
	return there.length === 0 ? null : { runs: there, ensemble: ensemble && there.length > 1 }
}

/** Who answers the pictures that come next: remembered on this machine, and the lab's choice until somebody chooses. */
export class Answerers {
	/** Null: the lab's choice. */
	chosen = $state.raw<Answering | null>(null)
	/** The lab's choice; null before the first run. */
	usual = $state.raw<Answering | null>(null)
	/** Whether the lab has been asked. */
	known = $state(false)
	current = $derived(this.chosen ?? this.usual)

	#ask: () => LabClient
	#storage: Storage

	constructor(ask: () => LabClient, storage: Storage) {
		this.#ask = ask
		this.#storage = storage
		this.chosen = read(storage)
	}

	/** Asks the lab whom it would choose; forgets chosen runs that are no longer among `able`. */
	async reread(able: readonly RunRow[]): Promise<void> {
		this.usual = await this.#ask().pictures.answering()
		this.known = true
		const there = this.chosen?.runs.filter((run) => able.some(({ id }) => id === run))
		if (this.chosen && there?.length !== this.chosen.runs.length)
			this.choose(there && there.length > 0 ? { ...this.chosen, runs: there } : null)
	}

	choose(answering: Answering | null): void {
		this.chosen = answering
		if (answering) this.#storage.setItem(place, JSON.stringify(answering))
		else this.#storage.removeItem(place)
	}
}

function read(storage: Storage): Answering | null {
	try {
		return answeringSchema.parse(JSON.parse(storage.getItem(place) ?? 'null'))
	} catch {
		// what cannot be read is as good as never chosen
		return null
	}
}
