import { answersOf } from '../../shared/answers.ts'
import { addresses } from '../../shared/bytes.ts'
import { at, testPlaces, type Subset } from '../../shared/subset.ts'
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
	async read(run: number, data: Subset): Promise<void> {
		if (this.seen) return
		this.problem = null
		try {
			const [digits, bytes] = await Promise.all([digitsOf(data, 'test'), fetchBytes(addresses.probabilities(run))])
			this.#probabilities = new Float32Array(bytes)
			const images = testPlaces(data, digits.labels)
			const labels = at(digits.labels, images)
			this.seen = { part: 'test', digits, images, answers: answersOf(this.#probabilities, labels) }
		} catch (error) {
			this.problem = saidBy(error).sentence
		}
	}

	/** The probabilities of one image, class by class. */
	probabilities(place: number): Float32Array {
		const classCount = this.#probabilities.length / (this.seen?.answers.labels.length ?? 1)
		return this.#probabilities.subarray(place * classCount, (place + 1) * classCount)
	}
}
