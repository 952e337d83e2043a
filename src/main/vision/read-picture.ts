import sharp from 'sharp'
import type { Box } from '../../shared/pictures.ts'
import type { ReadingSettings } from '../../shared/vision.ts'
import { decode, type Decoded } from './decode.ts'
import type { Colour } from './picture.ts'
import { read } from './read.ts'
import { smaller } from './smaller.ts'
import type { Reading } from './read-once.ts'

export interface ReadPicture {
	/** What is to be kept so that the picture can be read again with the same result: the file itself, or, where that is large, a smaller picture. */
	file: Uint8Array
	/** "png", "jpeg" … */
	format: string
	/** Of the file as it came, upright, and of what is read, in which the boxes lie. */
	size: { width: number; height: number }
	kept: { width: number; height: number }
	/** "the first of 12 frames" */
	notes: string[]
	/** Null where no ink was found. */
	ink: 'dark' | 'light' | null
	lines: number
	/** In reading order. */
	digits: ReadDigit[]
}

export interface ReadDigit {
	box: Box
	/** 28 × 28 bytes, as a network gets them. */
	field: Uint8Array<ArrayBuffer>
	/** Probably more than one digit. */
	touching: boolean
	stroke: { width: number; change: number }
}

/** Files up to this many bytes are kept as they are. */
const largestKept = 2 * 2 ** 20
/** What is noted of a picture without a digit. */
export const noInk = 'no ink was found'
const thumbnailSide = 96

/** A picture that was read, and what was seen on the way. */
export interface Seen {
	/** What it was read from: see ReadPicture. */
	file: Uint8Array<ArrayBuffer>
	decoded: Decoded
	reading: Reading
}

/** Reads a file; a large one is made smaller first, so that what is kept gives the same bytes again. Throws as `decode` does. */
export async function seePicture(
	file: Uint8Array<ArrayBuffer>,
	name: string,
	settings: ReadingSettings
): Promise<Seen> {
	const decoded = await decode(file, name)
	if (file.length <= largestKept) return { file, decoded, reading: read(decoded, settings) }
	const smaller = new Uint8Array(await raw(decoded).webp({ quality: 90, effort: 2 }).toBuffer())
	const again = { ...decoded, ...pictureOf(await decode(smaller, name)) }
	return { file: smaller, decoded: again, reading: read(again, settings) }
}

const pictureOf = ({ width, height, rgb }: Colour): Colour => ({ width, height, rgb })
const raw = ({ width, height, rgb }: Colour) => sharp(rgb, { raw: { width, height, channels: 3 } })

/** What the lab keeps of it. */
export function readPicture({ file, decoded, reading }: Seen): ReadPicture {
	const { width, height, original, notes } = decoded
	const nothing = reading.digits.length === 0
	return {
		file,
		format: original.format,
		size: { width: original.width, height: original.height },
		kept: { width, height },
		notes: nothing ? [...notes, noInk] : notes,
		ink: nothing ? null : reading.ink,
		lines: reading.lines,
		digits: reading.digits.map(({ box, field, touching, stroke }) => ({ box, field, touching, stroke }))
	}
}

/** A picture no larger than 96 × 96, as a JPEG. Throws as `decode` does. */
export async function thumbnailOf(file: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
	const decoded = await decode(file, 'The picture')
	const side = Math.max(decoded.width, decoded.height)
	return new Uint8Array(
		await raw(smaller(decoded, Math.ceil(side / thumbnailSide)))
			.jpeg({ quality: 85 })
			.toBuffer()
	)
}
