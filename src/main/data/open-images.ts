import type { Part } from '../../shared/bytes.ts'
import { mnistId } from '../../shared/dataset.ts'
import type { Images } from './idx.ts'
import type { DataPlaces } from './places.ts'
import { imagesOf, labelsOf } from './sets.ts'

/** The images and training labels that a thread looks into again and again: MNIST's, and those of one other set. */
export function openImages(places: DataPlaces) {
	const kept = new Map<string, Promise<Images | Uint8Array>>()
	let other = ''

	function read<T extends Images | Uint8Array>(set: string, what: string, reading: () => Promise<T>): Promise<T> {
		if (set !== mnistId && set !== other) {
			for (const key of kept.keys()) if (!key.startsWith(`${mnistId} `)) kept.delete(key)
			other = set
		}
		const key = `${set} ${what}`
		const found = (kept.get(key) as Promise<T> | undefined) ?? reading()
		kept.set(key, found)
		// a file that was missing may be there when somebody asks again
		found.catch(() => kept.delete(key))
		return found
	}

	return {
		images: (set: string, part: Part) => read(set, part, () => imagesOf(places, set, part)),
		/** Of the training images. */
		labels: (set: string) => read(set, 'labels', () => labelsOf(places, set, 'training'))
	}
}
