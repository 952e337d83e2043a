import type { Analysing, Analysis, ImageMap, Work } from '../../shared/analysis/analysis.ts'
import type { Suspects, Verdict } from '../../shared/analysis/suspects.ts'
import { addresses, type Part } from '../../shared/bytes.ts'
import { mostLikely } from '../../shared/likely.ts'
import type { LabClient } from '../connect.ts'
import { fetchBytes } from './bytes.ts'
import { saidBy } from './said.ts'

/** How far something is that is being worked out. */
export type Doing = Extract<Analysing, { kind: 'doing' }>

/** What is known of the data set: worked out when somebody first asks, and kept for as long as the window is open. */
export class DataBook {
	analysis = $state.raw<Analysis | null>(null)
	map = $state.raw<ImageMap | null>(null)
	suspects = $state.raw<Suspects | null>(null)
	/** What is being worked out, and how far it is. */
	doing = $state.raw<Record<Work, Doing | null>>({ analysis: null, map: null })
	/** Whether a person has stopped it. */
	stopped = $state.raw<Record<Work, boolean>>({ analysis: false, map: false })
	problem = $state<string | null>(null)

	#ask: () => LabClient
	#leaving: Record<Work, AbortController | null> = { analysis: null, map: null }

	constructor(ask: () => LabClient) {
		this.#ask = ask
	}

	/** Works it out, or fetches what is kept; asked again meanwhile, it does nothing. */
	async read(work: Work): Promise<void> {
		if (this[work] || this.#leaving[work]) return
		const leaving = new AbortController()
		this.#leaving[work] = leaving
		this.stopped = { ...this.stopped, [work]: false }
		this.problem = null
		try {
			for await (const told of await this.#ask().data.work({ work }, { signal: leaving.signal }))
				if (told.kind === 'doing') this.doing = { ...this.doing, [work]: told }
			if (leaving.signal.aborted) return
			const found = JSON.parse(new TextDecoder().decode(await fetchBytes(addresses.worked(work)))) as unknown
			if (work === 'analysis') this.analysis = found as Analysis
			else this.map = found as ImageMap
		} catch (error) {
			if (!leaving.signal.aborted) this.problem = saidBy(error).sentence
		} finally {
			this.#leaving[work] = null
			this.doing = { ...this.doing, [work]: null }
		}
	}

	/** Gives it up; nothing of it is kept. */
	stop(work: Work): void {
		this.stopped = { ...this.stopped, [work]: true }
		this.#leaving[work]?.abort()
	}

	/** Asks the finished runs anew: there may be more of them now. */
	async readSuspects(): Promise<void> {
		await this.#take(() => this.#ask().data.suspects())
	}

	async judge(part: Part, image: number, verdict: Verdict | null): Promise<void> {
		await this.#take(() => this.#ask().data.judge({ part, image, verdict }))
	}

	async #take(asked: () => Promise<Suspects>): Promise<void> {
		try {
			this.suspects = await asked()
		} catch (error) {
			this.problem = saidBy(error).sentence
		}
	}

	/** What a finished run takes each test image for. */
	async predicted(run: number, classes: number): Promise<Uint8Array> {
		return mostLikely(new Float32Array(await fetchBytes(addresses.probabilities(run))), classes)
	}
}
