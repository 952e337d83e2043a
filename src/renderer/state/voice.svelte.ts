/** What is said to somebody who listens instead of looking: one polite live region, never a torrent. */
export class Voice {
	sentence = $state('')
	#quietUntil = 0
	#clock: () => number

	constructor(clock: () => number) {
		this.#clock = clock
	}

	/** Something a person waits for. */
	say(sentence: string): void {
		this.sentence = sentence
		this.#quietUntil = this.#clock() + pause
	}

	/** Something that goes on: said when nothing was said for a while, else dropped. */
	murmur(sentence: string): void {
		if (this.#clock() >= this.#quietUntil) this.say(sentence)
	}
}

const pause = 15_000
