import { epochAnswers, type Answers } from '../../shared/answers.ts'
import { addresses } from '../../shared/bytes.ts'
import { changes } from '../../shared/confusion.ts'
import { mnistId, type DataChoice } from '../../shared/dataset.ts'
import { fetchBytes } from './bytes.ts'
import { digitsOf, type Digits } from './digits.ts'
import { saidBy } from './said.ts'
import type { Seen } from './seen.ts'

/** What the answers to the validation images became since the epoch kept before. */
export interface EpochChange {
	since: number
	mended: number
	broken: number
}

/** How many epochs to each side are fetched before somebody asks. */
const ahead = 4

/** The validation images and what a run answered to them after one of the epochs that were kept. */
export class ValidationEpochs {
	seen = $state.raw<Seen | null>(null)
	/** The epoch that is shown: the last one that has arrived. */
	epoch = $state<number | null>(null)
	/** Null at the first epoch kept. */
	change = $state.raw<EpochChange | null>(null)
	problem = $state<string | null>(null)

	#run: number
	#wanted = 0
	#data: DataChoice = { set: mnistId }
	#base: Promise<{ digits: Digits; images: Uint32Array; labels: Uint8Array }> | null = null
	#answers: Record<number, Promise<Answers> | null> = {}

	constructor(run: number) {
		this.#run = run
	}

	/** Shows an epoch of those that were kept, and fetches its neighbours. */
	async show(epoch: number, kept: readonly number[], data: DataChoice): Promise<void> {
		this.#data = data
		this.#wanted = epoch
		const place = kept.indexOf(epoch)
		const since = kept[place - 1]
		try {
			const { digits, images } = await this.#images()
			const [answers, before] = await Promise.all([this.#after(epoch), since === undefined ? null : this.#after(since)])
			// whoever scrubs is somewhere else by now
			if (this.#wanted !== epoch) return
			this.seen = { part: 'training', digits, images, answers }
			this.epoch = epoch
			this.change =
				since === undefined || !before
					? null
					: { since, ...changes(answers.labels, before.predicted, answers.predicted) }
			this.problem = null
			await Promise.all(kept.slice(Math.max(0, place - ahead), place + ahead + 1).map((one) => this.#after(one)))
		} catch (error) {
			this.problem = saidBy(error).sentence
		}
	}

	#images() {
		return (this.#base ??= this.#readImages().catch((error: unknown) => {
			this.#base = null
			throw error
		}))
	}

	async #readImages() {
		const [digits, places] = await Promise.all([
			digitsOf(this.#data, 'training'),
			fetchBytes(addresses.validation(this.#run))
		])
		const images = new Uint32Array(places)
		return { digits, images, labels: Uint8Array.from(images, (image) => digits.labels[image] ?? 0) }
	}

	#after(epoch: number): Promise<Answers> {
		return (this.#answers[epoch] ??= this.#readAnswers(epoch).catch((error: unknown) => {
			this.#answers[epoch] = null
			throw error
		}))
	}

	async #readAnswers(epoch: number): Promise<Answers> {
		const { labels } = await this.#images()
		return epochAnswers(new Uint8Array(await fetchBytes(addresses.predictions(this.#run, epoch))), labels)
	}
}
