import { works, type Analysing, type Analysis, type ImageMap, type Work } from '../../shared/analysis/analysis.ts'
import type { Suspects, Verdict } from '../../shared/analysis/suspects.ts'
import { addresses, type Part } from '../../shared/bytes.ts'
import { mnistId, type DataSetRow } from '../../shared/dataset.ts'
import { mostLikely } from '../../shared/likely.ts'
import type { LabClient } from '../connect.ts'
import { fetchBytes } from './bytes.ts'
import { saidBy } from './said.ts'

/** How far something is that is being worked out. */
export type Doing = Extract<Analysing, { kind: 'doing' }>

/** What is known of the data set that is looked at: worked out when somebody first asks, and kept until they look at another. */
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
	#set = mnistId
	#key = ''
	#leaving: Record<Work, AbortController | null> = { analysis: null, map: null }

	constructor(ask: () => LabClient) {
		this.#ask = ask
	}

	/** Turns to a data set; what is being worked out of another one is given up. */
	open({ id, sha256 }: Pick<DataSetRow, 'id' | 'sha256'>): void {
		const key = `${id} ${sha256}`
		if (key === this.#key) return
		this.#key = key
		this.#set = id
		for (const work of works) this.#leaving[work]?.abort()
		this.#leaving = { analysis: null, map: null }
		this.analysis = this.map = this.suspects = this.problem = null
		this.doing = { analysis: null, map: null }
		this.stopped = { analysis: false, map: false }
	}

	/** Works it out, or fetches what is kept; asked again meanwhile, it does nothing. */
	async read(work: Work): Promise<void> {
		if (this[work] || this.#leaving[work]) return
		const leaving = new AbortController()
		const set = this.#set
		this.#leaving[work] = leaving
		this.stopped = { ...this.stopped, [work]: false }
		this.problem = null
		try {
			for await (const told of await this.#ask().data.work({ set, work }, { signal: leaving.signal }))
				if (told.kind === 'doing' && !leaving.signal.aborted) this.doing = { ...this.doing, [work]: told }
			if (leaving.signal.aborted) return
			const found = JSON.parse(
				new TextDecoder().decode(await fetchBytes(addresses.worked(set, work), leaving.signal))
			) as unknown
			if (work === 'analysis') this.analysis = found as Analysis
			else this.map = found as ImageMap
		} catch (error) {
			if (!leaving.signal.aborted) this.problem = saidBy(error).sentence
		} finally {
			// another one may have begun since
			if (this.#leaving[work] === leaving) {
				this.#leaving[work] = null
				this.doing = { ...this.doing, [work]: null }
			}
		}
	}

	/** Gives it up; nothing of it is kept. */
	stop(work: Work): void {
		this.stopped = { ...this.stopped, [work]: true }
		this.#leaving[work]?.abort()
	}

	/** Asks the finished runs anew: there may be more of them now. */
	async readSuspects(): Promise<void> {
		await this.#take((set) => this.#ask().data.suspects({ set }))
	}

	async judge(part: Part, image: number, verdict: Verdict | null): Promise<void> {
		await this.#take((set) => this.#ask().data.judge({ set, part, image, verdict }))
	}

	async #take(asked: (set: string) => Promise<Suspects>): Promise<void> {
		const key = this.#key
		try {
			const found = await asked(this.#set)
			if (key === this.#key) this.suspects = found
		} catch (error) {
			if (key === this.#key) this.problem = saidBy(error).sentence
		}
	}

	/** What a finished run takes each test image for. */
	async predicted(run: number, classes: number): Promise<Uint8Array> {
		return mostLikely(new Float32Array(await fetchBytes(addresses.probabilities(run))), classes)
	}
}
