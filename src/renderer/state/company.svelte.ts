import type { Part } from '../../shared/bytes.ts'
import type { DataChoice } from '../../shared/dataset.ts'
import type { Mistaken, Neighbour } from '../../shared/runs.ts'
import type { LabClient } from '../connect.ts'
import { digitsOf, type Digits } from './digits.ts'
import { saidBy } from './said.ts'

/** How long a person has to rest on an image before the lab is asked about it. */
const pause = 150

/** What stands beside an image: the runs that get it wrong, and the training images that are like it. */
export class Company {
	/** Null until it is known, and for images that are not test images. */
	mistaken = $state.raw<Mistaken[] | null>(null)
	neighbours = $state.raw<Neighbour[] | null>(null)
	training = $state.raw<Digits | null>(null)
	problem = $state<string | null>(null)

	#ask: () => LabClient

	constructor(ask: () => LabClient) {
		this.#ask = ask
	}

	/** Asks about an image of a run after a pause. Returns what calls the question off. */
	consider({ run, data }: { run: number; data: DataChoice }, part: Part, image: number): () => void {
		this.mistaken = null
		this.neighbours = null
		this.problem = null
		let wanted = true
		const take = async <T>(answer: Promise<T>, keep: (found: T) => void) => {
			try {
				const found = await answer
				if (wanted) keep(found)
			} catch (error) {
				if (wanted) this.problem = saidBy(error).sentence
			}
		}
		const timer = setTimeout(() => {
			const { images } = this.#ask()
			if (part === 'test') void take(images.mistakenBy({ run, image }), (found) => (this.mistaken = found))
			void take(images.nearest({ set: data.set, part, image }), (found) => (this.neighbours = found))
			void take(digitsOf(data, 'training'), (found) => (this.training = found))
		}, pause)
		return () => {
			wanted = false
			clearTimeout(timer)
		}
	}
}
