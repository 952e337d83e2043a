import type { LabEvent } from '../../shared/runs.ts'
import type { ResponseName } from '../../shared/study/responses.ts'
import {
	isUnderway,
	type StudyCurve,
	type StudyDetail,
	type StudyPlan,
	type StudyRow
} from '../../shared/study/rows.ts'
import type { LabClient } from '../connect.ts'
import { newest } from './newest.ts'
import { saidBy } from './said.ts'
import type { Voice } from './voice.svelte.ts'

/** The studies there are, and the one that is looked at. */
export class Studies {
	list = $state.raw<StudyRow[]>([])
	detail = $state.raw<StudyDetail | null>(null)
	curves = $state.raw<StudyCurve[]>([])
	/** What is known of the study in the form before it is started; null while that is worked out. */
	plan = $state.raw<StudyPlan | null>(null)
	planning = $state(false)
	problem = $state<string | null>(null)

	#ask: () => LabClient
	#voice: Voice
	#opened: number | null = null
	#response: ResponseName | undefined
	#wanted: unknown = null
	#look = newest(60, () => this.#read())
	#consider = newest(500, () => this.#time())

	constructor(ask: () => LabClient, voice: Voice) {
		this.#ask = ask
		this.#voice = voice
	}

	async reread(): Promise<void> {
		this.list = await this.#ask().studies.list()
		if (this.#opened !== null) this.#look.ask()
	}

	take(event: LabEvent): void {
		if (event.kind === 'study') this.#look.ask()
	}

	/** Shows a study, and keeps it up to date. */
	open(id: number): void {
		if (this.#opened !== id) {
			this.detail = null
			this.curves = []
			this.#response = undefined
		}
		this.#opened = id
		this.problem = null
		this.#look.ask()
	}

	ask(response: ResponseName): void {
		this.#response = response
		this.#look.ask()
	}

	/** Works out what a study would take, once nobody types any more. */
	consider(study: unknown): void {
		this.#wanted = study
		// what was found of another study is no answer to this one
		this.plan = null
		this.planning = true
		this.#consider.ask()
	}

	/** Does something with studies; null when it was refused, and then `problem` says why. */
	async attempt<T>(deed: (studies: LabClient['studies']) => Promise<T>): Promise<T | null> {
		this.problem = null
		try {
			const done = await deed(this.#ask().studies)
			await this.reread()
			return done
		} catch (error) {
			this.problem = saidBy(error).sentence
			return null
		}
	}

	async #time(): Promise<void> {
		const wanted = this.#wanted
		try {
			const plan = await this.#ask().studies.plan({ study: wanted })
			if (wanted === this.#wanted) this.plan = plan
		} catch (error) {
			this.problem = saidBy(error).sentence
		}
		if (wanted === this.#wanted) this.planning = false
	}

	async #read(): Promise<void> {
		const [id, response] = [this.#opened, this.#response]
		try {
			this.list = await this.#ask().studies.list()
			if (id === null || !this.list.some((row) => row.id === id)) {
				if (id !== null) this.problem = `There is no study ${id}; it may have been deleted.`
				return
			}
			const detail = await this.#ask().studies.get({ study: id, ...(response && { response }) })
			if (id !== this.#opened) return
			const before = this.detail
			this.detail = detail
			if (before && isUnderway(before.state) && detail.state === 'done')
				this.#voice.say(`The study is done. ${detail.result.finding[0] ?? ''}`)
			if (before?.done !== detail.done) this.curves = await this.#ask().studies.curves({ study: id })
		} catch (error) {
			this.problem = saidBy(error).sentence
		}
	}
}
