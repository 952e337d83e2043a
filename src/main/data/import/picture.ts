import { firstLineOf } from '../../../shared/problems.ts'
import sharp from 'sharp'

/** A picture as grey bytes, 0 black. */
export interface Grey {
	pixels: Uint8Array
	height: number
	width: number
}

/** The most pixels of a picture that is decoded; a data set's images are much smaller. */
const mostPixels = 32_000_000

/**
 * A picture as it is, grey: luminance as sRGB has it, what is transparent on black, nothing inverted or centred. With a
 * `size` it is made to fit into that, proportions kept, and centred on black. Rejects with what sharp says.
 */
export async function greyOf(file: Uint8Array | string, size: readonly [number, number] | null): Promise<Grey> {
	const image = sharp(file, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 })
		.rotate()
		.flatten({ background: 'black' })
		.greyscale()
	const sized = size ? image.resize({ height: size[0], width: size[1], fit: 'contain', background: 'black' }) : image
	const { data, info } = await sized.toColourspace('b-w').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
	if (info.channels === 1) return { pixels: data, height: info.height, width: info.width }
	const pixels = Uint8Array.from({ length: info.height * info.width }, (_, at) => data[at * info.channels] ?? 0)
	return { pixels, height: info.height, width: info.width }
}

/** The first line of what a library says of a picture that it cannot read. */
export const whyUnread = (error: unknown) => `it cannot be read as a picture (${firstLineOf(error)})`
