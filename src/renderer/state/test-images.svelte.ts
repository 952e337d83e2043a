import { answersOf } from '../../shared/answers.ts'
import { addresses } from '../../shared/bytes.ts'
import { classCount } from '../../shared/network.ts'
import { fetchBytes } from './bytes.ts'
import { digitsOf } from './digits.ts'
import { saidBy } from './said.ts'
import type { Seen } from './seen.ts'

/** The test images and what a finished run answered to each. */
export class TestImages {
	seen = $state.raw<Seen | null>(null)
	problem = $state<string | null>(null)
	#probabilities = new Float32Array()

	/** Reads them once; asked again, it does nothing unless it failed. */
	async read(run: number): Promise<void> {
		if (this.seen) return
		this.problem = null
		try {
			const [digits, bytes] = await Promise.all([digitsOf('test'), fetchBytes(addresses.probabilities(run))])
			this.#probabilities = new Float32Array(bytes)
			this.seen = { part: 'test', digits, images: null, answers: answersOf(this.#probabilities, digits.labels) }
		} catch (error) {
			this.problem = saidBy(error).sentence
		}
	}

	/** The ten probabilities of one image. */
	probabilities(place: number): Float32Array {
		return this.#probabilities.subarray(place * classCount, (place + 1) * classCount)
	}
}
