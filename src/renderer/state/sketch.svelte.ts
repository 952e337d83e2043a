import type { Answering, PictureRow } from '../../shared/pictures.ts'
import { sendPicture, usualSettings } from './bringing.svelte.ts'
import { newest } from './newest.ts'
import type { PictureBook } from './picture-book.svelte.ts'
import { sayPicture } from './picture-words.ts'
import { saidBy } from './said.ts'
import { Strokes } from './strokes.svelte.ts'
import type { Voice } from './voice.svelte.ts'

/** How long the pen rests before the drawing is read, in milliseconds. */
const pause = 150

/** A drawing that is read after every stroke. The lab keeps it as one picture: each reading replaces the one before. */
export class Sketch {
	readonly strokes = new Strokes()
	/** How the drawing was read last. */
	row = $state.raw<PictureRow | null>(null)
	problem = $state<string | null>(null)

	#book: PictureBook
	#voice: Voice
	#answering: () => Answering | null
	#stamp: () => string
	#drawn: Blob | null = null
	#batch: string
	#read = newest(pause, () => this.#readNow())

	/** `stamp` names a batch: every call gives another. */
	constructor(book: PictureBook, voice: Voice, answering: () => Answering | null, stamp: () => string) {
		this.#book = book
		this.#voice = voice
		this.#answering = answering
		this.#stamp = stamp
		this.#batch = stamp()
	}

	/** The drawing as a PNG, after a stroke or what undid one; null when the pad is empty. */
	take(drawn: Blob | null): void {
		this.#drawn = drawn
		this.#read.ask()
	}

	/** Leaves what was drawn where it is kept, and begins another drawing. */
	next(): void {
		this.#read.forget()
		this.strokes.restart()
		this.row = null
		this.problem = null
		this.#drawn = null
		this.#batch = this.#stamp()
	}

	async #readNow(): Promise<void> {
		const [drawn, batch, before] = [this.#drawn, this.#batch, this.row]
		try {
			const row = drawn && (await this.#send(drawn, batch))
			// a drawing that was finished meanwhile keeps its picture
			if (batch === this.#batch) this.row = row
			if (before) await this.#book.remove([before.id])
			if (row) this.#voice.say(sayPicture(row))
			this.problem = null
		} catch (error) {
			this.problem = saidBy(error).sentence
		}
	}

	async #send(drawn: Blob, batch: string): Promise<PictureRow> {
		const answering = this.#answering()
		const how = { name: 'Drawing', origin: 'drawn', batch, label: null, answering, settings: usualSettings } as const
		const row = await sendPicture(drawn, how)
		this.#book.take([row])
		return row
	}
}
