import sharp, { type Sharp } from 'sharp'
import { bmpHead, decodeBmp, isBmp } from './bmp.ts'
import { decodeProblem, mostPixels, tooManyPixels } from './decode-problem.ts'
import { embeddedPictures } from './embedded.ts'
import type { Colour } from './picture.ts'
import { isSvg, sizedSvg } from './svg.ts'

/** Digits need no more detail than this many pixels a side, and small pictures are blown up to have some. */
const longest = 1200
const shortest = 160
/** Drawings have no pixels of their own. */
const shortestDrawing = 400

export interface Decoded extends Colour {
	/** As the file says, upright. */
	original: { width: number; height: number; format: string }
	/** What a person should know about how it was read: "the first of 12 frames". */
	notes: string[]
}

/** Reads an image file of any format the decoder has, or a BMP. Throws a LabProblem that begins with `name`. */
export async function decode(file: Uint8Array, name: string): Promise<Decoded> {
	try {
		const { input, original, notes, seconds } = await opened(file, name)
		const { width, height } = original
		const side = Math.max(width, height)
		const fit = Math.min(longest, Math.max(shortest, side))
		const sized =
			side === fit || original.format === 'svg'
				? input
				: input.resize({ width: fit, height: fit, fit: 'inside', kernel: side < fit ? 'cubic' : 'mitchell' })
		const { data, info } = await sized
			.toColourspace('srgb')
			.timeout({ seconds })
			.raw({ depth: 'uchar' })
			.toBuffer({ resolveWithObject: true })
		const rgb = threeBytes(data, info.channels)
		return { width: info.width, height: info.height, rgb, original, notes }
	} catch (error) {
		throw decodeProblem(error, name, file)
	}
}

interface Opened extends Pick<Decoded, 'original' | 'notes'> {
	input: Sharp
	/** How long the decoder may take. */
	seconds: number
}

const options = { limitInputPixels: mostPixels, failOn: 'error', pages: 1 } as const
const seconds = 15

async function opened(file: Uint8Array, name: string): Promise<Opened> {
	if (isBmp(file)) {
		const head = bmpHead(file)
		const { width, height } = head
		if (width * height > mostPixels) throw tooManyPixels(name, width, height)
		const { rgb } = decodeBmp(file, head)
		const input = sharp(rgb, { raw: { width, height, channels: 3 } })
		return { input, original: { width, height, format: 'bmp' }, notes: [], seconds }
	}
	if (isSvg(file)) {
		await checkEmbedded(file, name)
		const { width, height, file: sized } = sizedSvg(file, (side) => Math.min(longest, Math.max(shortestDrawing, side)))
		const original = { width: Math.round(width), height: Math.round(height), format: 'svg' }
		return { input: sharp(sized, options), original, notes: [], seconds }
	}
	const head = await sharp(file, { ...options, limitInputPixels: false }).metadata()
	const { format, pages = 1, orientation = 1, autoOrient } = head
	// what is inside of it could not be looked at
	if (format === 'svg') throw new Error('an SVG drawing that is packed, or does not begin with its svg element')
	if (head.width * head.height > mostPixels) throw tooManyPixels(name, head.width, head.height)
	const notes = [
		...(pages > 1 ? [`the first of ${pages} frames`] : []),
		...(orientation > 1 ? ['turned upright as the camera noted'] : [])
	]
	const original = { width: autoOrient.width, height: autoOrient.height, format: format === 'heif' ? 'avif' : format }
	return { input: sharp(file, options).autoOrient(), original, notes, seconds }
}

/** Refuses a drawing with pictures inside that are too large to be unpacked, all of them together, by their heads. */
async function checkEmbedded(file: Uint8Array, name: string): Promise<void> {
	let pixels = 0
	for (const picture of embeddedPictures(file)) {
		// what has no head that can be read is left out of the drawing
		const head = await sharp(picture, { ...options, limitInputPixels: false })
			.metadata()
			.catch(() => null)
		if (!head) continue
		if (head.format === 'svg') throw new Error('an SVG drawing with another inside')
		pixels += head.width * head.height
		if (pixels > mostPixels) throw tooManyPixels(name, head.width, head.height)
	}
}

/** Pixels of one to four channels (grey or colour, with or without transparency) as three. */
function threeBytes(data: Uint8Array, channels: number): Uint8Array {
	if (channels === 3) return data
	const pixels = data.length / channels
	const rgb = new Uint8Array(pixels * 3)
	const opaque = channels === 1
	const [green, blue] = channels > 2 ? [1, 2] : [0, 0]
	const paper = opaque ? 255 : paperBehind(data, channels)
	for (let pixel = 0; pixel < pixels; pixel++) {
		const from = pixel * channels
		const alpha = opaque ? 255 : (data[from + channels - 1] ?? 0)
		const behind = (255 - alpha) * paper
		rgb[pixel * 3] = ((data[from] ?? 0) * alpha + behind) / 255
		rgb[pixel * 3 + 1] = ((data[from + green] ?? 0) * alpha + behind) / 255
		rgb[pixel * 3 + 2] = ((data[from + blue] ?? 0) * alpha + behind) / 255
	}
	return rgb
}

/**
 * Behind a transparent picture lies what its ink stands out from, white behind dark ink and black behind light ink; behind
 * a picture that is mostly paper, with corners cut off, lies more of the paper.
 */
function paperBehind(data: Uint8Array, channels: number): number {
	const green = channels > 2 ? 1 : 0
	let [light, weight] = [0, 0]
	for (let from = 0; from < data.length; from += channels) {
		const alpha = data[from + channels - 1] ?? 0
		light += alpha * (data[from + green] ?? 0)
		weight += alpha
	}
	if (weight === 0) return 255
	const mean = light / weight
	return weight > (0.5 * 255 * data.length) / channels ? mean : mean > 128 ? 0 : 255
}
