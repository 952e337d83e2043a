import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { imageHeader, parseImageHeader, type Images } from './idx.ts'

/** Images that are read when they are looked at, so that a set of any size can be. */
export interface ReadImages extends Omit<Images, 'pixels'> {
	/** The pixels of an image; they are good until the next one is asked for. */
	read: (image: number) => Uint8Array
}

/** The pixels of an image, whether all are in memory or not; see `ReadImages`. */
export function pixelsAt(images: Images | ReadImages, image: number): Uint8Array {
	if ('read' in images) return images.read(image)
	const size = images.height * images.width
	return images.pixels.subarray(image * size, (image + 1) * size)
}

/** So many bytes are read at once of images that are looked at one after another. */
const blockBytes = 2 ** 22

/** An IDX file of images that stays where it is, open until the thread ends or `close`. Throws a LabProblem where it is none, and what the system says where it cannot be read. */
export function openImageFile(file: string): ReadImages & { close: () => void } {
	const handle = openSync(file, 'r')
	try {
		const head = new Uint8Array(imageHeader)
		const found = readSync(handle, head, 0, imageHeader, 0)
		const { count, height, width } = parseImageHeader(head.subarray(0, found), fstatSync(handle).size, file)
		const size = height * width
		const block = new Uint8Array(size * Math.max(1, Math.floor(blockBytes / size)))
		const single = new Uint8Array(size)
		// which images stand in the block: from, to − 1
		let [from, to] = [0, 0]
		const read = (image: number): Uint8Array => {
			if (image < from || image >= to) {
				const place = imageHeader + image * size
				// whoever jumps gets the one image, whoever begins or goes on a block of them
				if (image !== to && image !== 0) {
					readSync(handle, single, 0, size, place)
					return single
				}
				const images = Math.min(block.length / size, count - image)
				readSync(handle, block, 0, images * size, place)
				;[from, to] = [image, image + images]
			}
			return block.subarray((image - from) * size, (image - from + 1) * size)
		}
		return { count, height, width, read, close: () => closeSync(handle) }
	} catch (error) {
		closeSync(handle)
		throw error
	}
}
