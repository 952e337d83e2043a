import type { Answering, PictureRow } from '../../shared/pictures.ts'
import { drawnSettings } from '../../shared/vision.ts'
import { sendPicture } from './bringing.svelte.ts'
import { newest } from './newest.ts'
import type { PictureBook } from './picture-book.svelte.ts'
import { sayPicture } from './picture-words.ts'
import { saidBy } from './said.ts'
import { Strokes } from './strokes.svelte.ts'
import type { Voice } from './voice.svelte.ts'

/** How long the pen rests before the drawing is read, in milliseconds. */
const pause = 150

/** One drawing, from its first stroke until the next is begun. */
interface Drawing {
	batch: string
	/** What is on the pad, and what of it was read last; null when it is empty. */
	drawn: Blob | null
	read: Blob | null
	row: PictureRow | null
}

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
	#now: Drawing
	/** What was to be read last; what comes next waits for it. */
	#last: Promise<void> = Promise.resolve()
	#read = newest(pause, () => this.#inTurn(this.#now))

	/** `stamp` names a batch: every call gives another. */
	constructor(book: PictureBook, voice: Voice, answering: () => Answering | null, stamp: () => string) {
		this.#book = book
		this.#voice = voice
		this.#answering = answering
		this.#stamp = stamp
		this.#now = this.#begin()
	}

	/** The drawing as a PNG, after a stroke or what undid one; null when the pad is empty. */
	take(drawn: Blob | null): void {
		this.#now.drawn = drawn
		this.#read.ask()
	}

	/** Leaves what was drawn where it is kept, and begins another drawing. */
	next(): void {
		this.#read.forget()
		// its last stroke may not have been read yet
		void this.#inTurn(this.#now)
		this.strokes.restart()
		this.row = null
		this.problem = null
		this.#now = this.#begin()
	}

	#begin(): Drawing {
		return { batch: this.#stamp(), drawn: null, read: null, row: null }
	}

	#inTurn(drawing: Drawing): Promise<void> {
		this.#last = this.#last.then(() => this.#readNow(drawing))
		return this.#last
	}

	async #readNow(drawing: Drawing): Promise<void> {
		const { drawn, row: before } = drawing
		if (drawn === drawing.read) return
		try {
			const row = drawn && (await this.#send(drawn, drawing.batch))
			drawing.read = drawn
			drawing.row = row
			// a drawing that was finished meanwhile keeps its picture
			if (drawing === this.#now) this.row = row
			// it may have been deleted from the list
			if (before && this.#book.find(before.id)) await this.#book.remove([before.id])
			if (row) this.#voice.say(sayPicture(row))
			this.problem = null
		} catch (error) {
			this.problem = saidBy(error).sentence
		}
	}

	async #send(drawn: Blob, batch: string): Promise<PictureRow> {
		const answering = this.#answering()
		const how = { name: 'Drawing', origin: 'drawn', batch, label: null, answering, settings: drawnSettings } as const
		const row = await sendPicture(drawn, how)
		this.#book.take([row])
		return row
	}
}
