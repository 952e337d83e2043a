import { addresses, mostImages, type Part } from '../../shared/bytes.ts'
import { pixelsOf, type DataSetRow } from '../../shared/dataset.ts'
import { fetchBytes } from './bytes.ts'
import { saidBy } from './said.ts'

/** So many bytes of images are kept, the last that were looked at. */
const mostKept = 2 ** 26

/** Images of a data set, fetched one by one when they are looked at: of 800,000 a page shows some hundreds. */
export class SetImages {
	/** Pixels of an image: height, width. */
	readonly shape: readonly [height: number, width: number]
	problem = $state<string | null>(null)
	/** Raised whenever some have come: whoever asks for an image reads it, and so asks again. */
	#came = $state(0)
	#set: string
	// these change without anybody being told: `came` tells
	/* eslint-disable svelte/prefer-svelte-reactivity */
	#kept = new Map<string, Uint8Array>()
	#wanted: Record<Part, Set<number>> = { training: new Set(), test: new Set() }
	/* eslint-enable svelte/prefer-svelte-reactivity */
	#asking = false
	#labels: Partial<Record<Part, Uint8Array>> = {}

	constructor({ id, image: [height, width] }: Pick<DataSetRow, 'id' | 'image'>) {
		this.#set = id
		this.shape = [height, width]
	}

	/** The pixels of an image, or null until they have come. */
	of(part: Part, image: number): Uint8Array | null {
		const found = this.#came >= 0 && this.#kept.get(`${part} ${image}`)
		if (found) return found
		this.#wanted[part].add(image)
		if (!this.#asking) {
			this.#asking = true
			// together with all that are looked at in the same breath
			queueMicrotask(() => void this.#fetch())
		}
		return null
	}

	/** The label of an image; null when it could not be had, which `problem` then says. */
	async labelOf(part: Part, image: number): Promise<number | null> {
		try {
			const labels = (this.#labels[part] ??= new Uint8Array(await fetchBytes(addresses.labels(this.#set, part))))
			return labels[image] ?? null
		} catch (error) {
			this.problem = saidBy(error).sentence
			return null
		}
	}

	async #fetch(): Promise<void> {
		try {
			for (const part of ['test', 'training'] as const)
				while (this.#wanted[part].size > 0) {
					const some = [...this.#wanted[part]].slice(0, mostImages)
					for (const image of some) this.#wanted[part].delete(image)
					const bytes = new Uint8Array(await fetchBytes(addresses.images(this.#set, part, some)))
					this.#keep(part, some, bytes)
				}
		} catch (error) {
			this.problem = saidBy(error).sentence
		} finally {
			this.#asking = false
		}
	}

	#keep(part: Part, images: readonly number[], bytes: Uint8Array): void {
		const size = pixelsOf({ image: [...this.shape, 1] })
		for (const [at, image] of images.entries())
			this.#kept.set(`${part} ${image}`, bytes.subarray(at * size, (at + 1) * size))
		for (const old of this.#kept.keys()) {
			if (this.#kept.size * size <= mostKept) break
			this.#kept.delete(old)
		}
		this.#came++
	}
}
