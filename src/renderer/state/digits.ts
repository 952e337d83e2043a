import { addresses, type Part } from '../../shared/bytes.ts'
import { factsOf, mnistId, type DataChoice, type DataFacts } from '../../shared/dataset.ts'
import { fetchBytes } from './bytes.ts'

/** The images of one part of a data set. */
export interface Digits {
	/** One after another, one byte a pixel, row by row, 0 is background. */
	pixels: Uint8Array
	/** One byte an image. */
	labels: Uint8Array
	facts: DataFacts
}

const kept = new Map<string, Promise<Digits>>()

/**
 * All images of a part, fetched once: MNIST's for as long as the page lives (47 MB for the training images), those of one
 * other data set until another is looked at. Throws as `fetchBytes` does.
 */
export function digitsOf(data: DataChoice, part: Part): Promise<Digits> {
	const key = `${data.set}/${part}`
	const known = kept.get(key)
	if (known) return known
	for (const old of kept.keys()) if (!old.startsWith(`${mnistId}/`) && !old.startsWith(`${data.set}/`)) kept.delete(old)
	const reading = read(data, part).catch((error: unknown) => {
		// whoever asks again tries again
		kept.delete(key)
		throw error
	})
	kept.set(key, reading)
	return reading
}

async function read(data: DataChoice, part: Part): Promise<Digits> {
	const [pixels, labels] = await Promise.all([
		fetchBytes(addresses.pixels(data.set, part)),
		fetchBytes(addresses.labels(data.set, part))
	])
	return { pixels: new Uint8Array(pixels), labels: new Uint8Array(labels), facts: factsOf(data) }
}
