import { addresses } from '../../shared/bytes.ts'
import { mostLikely } from '../../shared/likely.ts'
import { testPlaces, type Subset } from '../../shared/subset.ts'
import { unpackTensors, type NamedTensor } from '../../shared/tensors.ts'
import { BytesProblem, fetchBytes } from './bytes.ts'
import { saidBy } from './said.ts'

/** Tensors, and the epoch of the weights that made them. */
export interface AtEpoch {
	epoch: number
	tensors: NamedTensor[]
}

/** What a person looks at inside one run: its first weights, and one test image on its way through the layers. */
export class Inside {
	weights = $state.raw<AtEpoch | null>(null)
	weightsProblem = $state<string | null>(null)
	seen = $state.raw<(AtEpoch & { image: number }) | null>(null)
	seenProblem = $state<string | null>(null)
	/** Of the test images, a byte each. */
	labels = $state.raw<Uint8Array | null>(null)
	/** The test images the run is wrong about, in order; null before its test. */
	mistakes = $state.raw<Uint32Array | null>(null)

	#run: number
	#epoch: () => Promise<number | null>
	#looking = new AbortController()
	#end = new AbortController()

	/** `epoch` says of which epoch the run's weights are now; null when there are none. */
	constructor(run: number, epoch: () => Promise<number | null>) {
		this.#run = run
		this.#epoch = epoch
	}

	async readWeights(): Promise<void> {
		try {
			this.weights = await this.#read(addresses.weights(this.#run), this.#end.signal)
			this.weightsProblem = null
		} catch (error) {
			this.weightsProblem = problemIn(error, this.#end.signal) ?? this.weightsProblem
		}
	}

	/** Sends a test image through the network; an older look that is still on its way is given up. */
	async look(image: number): Promise<void> {
		this.#looking.abort()
		this.#looking = new AbortController()
		const signal = AbortSignal.any([this.#looking.signal, this.#end.signal])
		try {
			const read = await this.#read(addresses.activations(this.#run, 'test', image), signal)
			if (signal.aborted) return
			this.seen = read && { ...read, image }
			this.seenProblem = null
		} catch (error) {
			this.seenProblem = problemIn(error, signal) ?? this.seenProblem
		}
	}

	/** What the images are, and which of them the run is wrong about where it `isTested`. */
	async readAnswers(isTested: boolean, data: Subset): Promise<void> {
		const { signal } = this.#end
		try {
			const labels = (this.labels ??= new Uint8Array(await fetchBytes(addresses.labels(data.set, 'test'), signal)))
			if (!isTested || this.mistakes) return
			const shares = new Float32Array(await fetchBytes(addresses.probabilities(this.#run), signal))
			const places = testPlaces(data, labels) ?? Uint32Array.from(labels.keys())
			const guesses = mostLikely(shares, shares.length / places.length)
			this.mistakes = places.filter((image, place) => guesses[place] !== labels[image])
		} catch (error) {
			this.seenProblem = problemIn(error, signal) ?? this.seenProblem
		}
	}

	/** The next image the run is wrong about, from the first again after the last; null when there is none. */
	mistakeAfter(image: number): number | null {
		return this.mistakes?.find((one) => one > image) ?? this.mistakes?.[0] ?? null
	}

	close(): void {
		this.#end.abort()
	}

	/** Asks again when an epoch ended meanwhile, so that it is certain of which epoch the answer is; but not for ever. */
	async #read(address: string, signal: AbortSignal): Promise<AtEpoch | null> {
		let epoch = await this.#epoch()
		for (let attempt = 1; epoch !== null; attempt++) {
			const tensors = unpackTensors(await fetchBytes(address, signal))
			const now = await this.#epoch()
			if (now === epoch || attempt === 3) return { epoch, tensors }
			epoch = now
		}
		return null
	}
}

/** The sentence for the person, or null when it was the page that did not want to wait any more. */
function problemIn(error: unknown, { aborted }: AbortSignal): string | null {
	if (aborted) return null
	return error instanceof BytesProblem ? error.message : saidBy(error).sentence
}
