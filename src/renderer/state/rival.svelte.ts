import { addresses } from '../../shared/bytes.ts'
import { mostLikely } from '../../shared/likely.ts'
import type { RunRow } from '../../shared/runs.ts'
import type { LabClient } from '../connect.ts'
import { BytesProblem, fetchBytes } from './bytes.ts'
import { saidBy } from './said.ts'
import { imageAt, type Seen } from './seen.ts'

/** Another run, and where it is right while the one that is looked at is wrong. */
export class Rival {
	run = $state.raw<RunRow | null>(null)
	/** Of the test images, those that only the other one gets right; null until both are known. */
	seen = $state.raw<Seen | null>(null)
	/** The places of these among all answers. */
	places = $state.raw<number[]>([])
	problem = $state<string | null>(null)

	#ask: () => LabClient
	#reading = 0

	constructor(ask: () => LabClient) {
		this.#ask = ask
	}

	/** `all` are the answers of the run that is looked at. */
	async read(rival: number, testKey: string, all: Seen): Promise<void> {
		const reading = ++this.#reading
		this.seen = null
		this.problem = null
		try {
			const [found] = await this.#ask().runs.curves({ runs: [rival] })
			if (!found) throw new BytesProblem(`There is no run ${rival}; it may have been deleted.`)
			if (found.run.testKey !== testKey)
				throw new BytesProblem(`Run ${rival} was judged by other images, so it says nothing about these.`)
			const probabilities = new Float32Array(await fetchBytes(addresses.probabilities(rival)))
			if (reading !== this.#reading) return
			const { labels, predicted, confidence, loss } = all.answers
			const others = mostLikely(probabilities, probabilities.length / labels.length)
			this.places = [...labels.keys()].filter(
				(place) => predicted[place] !== labels[place] && others[place] === labels[place]
			)
			const bytes = (from: Uint8Array) => Uint8Array.from(this.places, (place) => from[place] ?? 0)
			const floats = (from: Float32Array) => Float32Array.from(this.places, (place) => from[place] ?? 0)
			this.seen = {
				...all,
				images: Uint32Array.from(this.places, (place) => imageAt(all, place)),
				answers: {
					labels: bytes(labels),
					predicted: bytes(predicted),
					confidence: floats(confidence),
					loss: loss && floats(loss)
				}
			}
			this.run = found.run
		} catch (error) {
			if (reading === this.#reading) this.problem = saidBy(error).sentence
		}
	}
}
