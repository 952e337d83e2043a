import { addresses } from '../../shared/bytes.ts'
import type { Answering, PictureDetail } from '../../shared/pictures.ts'
import type { Neighbour } from '../../shared/runs.ts'
import type { ReadingSettings } from '../../shared/vision.ts'
import type { LabClient } from '../connect.ts'
import { fetchBytes } from './bytes.ts'
import { mnistId } from '../../shared/dataset.ts'
import { digitsOf, type Digits } from './digits.ts'
import { newest } from './newest.ts'
import type { PictureBook } from './picture-book.svelte.ts'
import { sayPicture } from './picture-words.ts'
import { saidBy } from './said.ts'
import type { Voice } from './voice.svelte.ts'

/** How long a slider rests before the picture is read anew, in milliseconds. */
const pause = 120

/** Which pixels spoke for an answer, and of what it was asked. */
export interface Heat {
	revision: number
	digit: number
	run: number
	answer: number
	values: Float32Array
}

/** The picture that is looked at, with all its steps. What is shown stays until what replaces it has come. */
export class OpenedPicture {
	detail = $state.raw<PictureDetail | null>(null)
	/** What the networks got, digits × 784, of the detail that is shown. */
	fields = $state.raw<Uint8Array | null>(null)
	/** Why it cannot be shown, and what went wrong when it was read anew. */
	problem = $state<string | null>(null)
	trouble = $state<string | null>(null)
	/** Whether it is being read anew. */
	busy = $state(false)
	/** What a person has set and whom they have asked, ahead of the detail. */
	wanted = $state.raw<{ settings?: ReadingSettings; answering?: Answering }>({})
	neighbours = $state.raw<Neighbour[] | null>(null)
	/** Why there are none. */
	alone = $state<string | null>(null)
	training = $state.raw<Digits | null>(null)
	heat = $state.raw<Heat | null>(null)
	heating = $state(false)

	settings = $derived(this.wanted.settings ?? this.detail?.settings ?? null)
	answering = $derived(this.wanted.answering ?? this.detail?.answering ?? null)

	#ask: () => LabClient
	#book: PictureBook
	#voice: Voice
	#id = 0
	#again = newest(pause, () => this.#readAgain())

	constructor(ask: () => LabClient, book: PictureBook, voice: Voice) {
		this.#ask = ask
		this.#book = book
		this.#voice = voice
	}

	async open(id: number): Promise<void> {
		if (id === this.#id && this.detail) return
		this.#id = id
		this.#again.forget()
		this.wanted = {}
		this.heat = null
		this.trouble = null
		await this.#read(id)
	}

	/** Reads the picture with these settings, or has it answered by others, as soon as nothing is changed for a moment. */
	set(change: { settings?: ReadingSettings; answering?: Answering }): void {
		this.wanted = { ...this.wanted, ...change }
		this.#again.ask()
	}

	async label(text: string | null): Promise<void> {
		const id = this.#id
		await this.#attempt(id, () => this.#book.label(id, text))
	}

	/** Asks for the training images most like one digit of a picture. Returns what calls the question off. */
	compare(picture: number, digit: number): () => void {
		let asked = true
		this.neighbours = null
		this.alone = null
		void Promise.all([this.#ask().pictures.nearest({ picture, digit }), digitsOf({ set: mnistId }, 'training')]).then(
			([neighbours, training]) => {
				if (!asked) return
				this.neighbours = neighbours
				this.training = training
			},
			(error: unknown) => {
				if (asked) this.alone = saidBy(error).sentence
			}
		)
		return () => (asked = false)
	}

	/** Asks which pixels of a digit spoke for an answer of a run. */
	async explain(digit: number, run: number, answer: number): Promise<void> {
		const id = this.#id
		this.heating = true
		await this.#attempt(id, async () => {
			// read anew meanwhile, it is another digit
			for (let revision = NaN; id === this.#id && revision !== this.detail?.revision;) {
				revision = this.detail?.revision ?? 0
				const values = Float32Array.from(await this.#ask().pictures.heat({ picture: id, digit, run, answer }))
				if (id === this.#id) this.heat = { revision, digit, run, answer, values }
			}
		})
		this.heating = false
	}

	async #readAgain(): Promise<void> {
		const id = this.#id
		const wanted = this.wanted
		this.busy = true
		await this.#attempt(id, () => this.#book.again([id], wanted))
		this.busy = false
		// what was changed meanwhile is still on its way
		if (this.wanted === wanted) this.wanted = {}
	}

	async #attempt(id: number, deed: () => Promise<void>): Promise<void> {
		try {
			await deed()
			if (id !== this.#id) return
			this.trouble = null
			const before = this.detail?.revision
			await this.#read(id)
			if (this.detail && this.detail.revision !== before) this.#voice.say(sayPicture(this.detail))
		} catch (error) {
			if (id === this.#id) this.trouble = saidBy(error).sentence
		}
	}

	async #read(id: number): Promise<void> {
		try {
			const detail = await this.#ask().pictures.get({ picture: id })
			const known = detail.id === this.detail?.id && detail.revision === this.detail.revision
			const fields = known ? this.fields : new Uint8Array(await fetchBytes(addresses.fields(id, detail.revision)))
			if (id !== this.#id) return
			this.detail = detail
			this.fields = fields
			this.problem = null
		} catch (error) {
			if (id !== this.#id) return
			this.detail = null
			this.problem = saidBy(error).sentence
		}
	}
}
