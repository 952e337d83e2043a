import { addresses, type Part } from '../../shared/bytes.ts'
import { fetchBytes } from './bytes.ts'

/** The images of one part of the data set. */
export interface Digits {
	/** images × 784, one byte a pixel, row by row, 0 is background. */
	pixels: Uint8Array
	/** One byte an image. */
	labels: Uint8Array
}

const kept: Record<Part, Promise<Digits> | null> = { training: null, test: null }

/** All images of a part, fetched once for as long as the page lives (47 MB for the training images). Throws as `fetchBytes` does. */
export function digitsOf(part: Part): Promise<Digits> {
	return (kept[part] ??= read(part).catch((error: unknown) => {
		// whoever asks again tries again
		kept[part] = null
		throw error
	}))
}

async function read(part: Part): Promise<Digits> {
	const [pixels, labels] = await Promise.all([fetchBytes(addresses.pixels(part)), fetchBytes(addresses.labels(part))])
	return { pixels: new Uint8Array(pixels), labels: new Uint8Array(labels) }
}
