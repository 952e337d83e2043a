import sharp from 'sharp'
import { LabProblem } from '../../shared/problems.ts'
import type { Colour } from './picture.ts'

/** Digits need no more detail than this many pixels a side, and small pictures are blown up to have some. */
const longest = 1200
const shortest = 160
/** More than any camera makes, checked in the file's head before a pixel is decoded. */
export const mostPixels = 120_000_000

export interface Decoded extends Colour {
	/** As the file says: before it was turned and made smaller. */
	original: { width: number; height: number; format: string }
	/** What a person should know about how it was read: "first of 12 frames". */
	notes: string[]
}

/** Reads an image file of any format the decoder has. Throws a LabProblem that begins with `name`. */
export async function decode(bytes: Uint8Array, name: string): Promise<Decoded> {
	const options = { limitInputPixels: mostPixels, failOn: 'error', pages: 1 } as const
	const head = await sharp(bytes, options)
		.metadata()
		.catch((error: unknown) => {
			throw problemOf(error, name, bytes)
		})
	const { width = 0, height = 0, format = 'unknown', pages = 1, orientation = 1, hasAlpha } = head
	if (width * height > mostPixels)
		throw new LabProblem(
			'BAD_DATA',
			`${name} claims ${width} × ${height} pixels; up to ${mostPixels / 1e6} million can be read. Make it smaller and try again.`
		)
	const notes = [
		...(pages > 1 ? [`the first of ${pages} frames`] : []),
		...(orientation > 1 ? ['turned upright as the camera noted'] : [])
	]
	const side = Math.max(width, height)
	const target = side > longest ? longest : side < shortest ? shortest : side
	try {
		const upright = sharp(bytes, options).rotate().toColourspace('srgb')
		const sized = upright.resize({
			width: target,
			height: target,
			fit: 'inside',
			kernel: side < shortest ? 'cubic' : 'mitchell'
		})
		const paper = hasAlpha ? await paperBehind(bytes, options) : '#ffffff'
		const { data, info } = await sized
			.flatten({ background: paper })
			.removeAlpha()
			.raw()
			.toBuffer({ resolveWithObject: true })
		const rgb =
			info.channels === 1 ? Uint8Array.from({ length: data.length * 3 }, (_, n) => data[Math.floor(n / 3)] ?? 0) : data
		return { width: info.width, height: info.height, rgb, original: { width, height, format }, notes }
	} catch (error) {
		throw problemOf(error, name, bytes)
	}
}

/** Behind a transparent picture lies what its ink stands out from: white behind dark ink, black behind light ink. */
async function paperBehind(bytes: Uint8Array, options: object): Promise<string> {
	const small = sharp(bytes, options).resize({ width: 64, height: 64, fit: 'inside' }).ensureAlpha()
	const { data } = await small.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
	let [light, weight] = [0, 0]
	for (let pixel = 0; pixel < data.length; pixel += 4) {
		const alpha = data[pixel + 3] ?? 0
		light += alpha * (0.2126 * (data[pixel] ?? 0) + 0.7152 * (data[pixel + 1] ?? 0) + 0.0722 * (data[pixel + 2] ?? 0))
		weight += alpha
	}
	return weight > 0 && light / weight > 128 ? '#000000' : '#ffffff'
}

function problemOf(error: unknown, name: string, bytes: Uint8Array): LabProblem {
	const words = error instanceof Error ? error.message : String(error)
	if (bytes.length === 0) return new LabProblem('BAD_DATA', `${name} is empty.`)
	if (/pixel limit/i.test(words))
		return new LabProblem(
			'BAD_DATA',
			`${name} has more than ${mostPixels / 1e6} million pixels. Make it smaller and try again.`
		)
	if (/unsupported image format|buffer is missing|not.*known/i.test(words))
		return new LabProblem(
			'BAD_DATA',
			`${name} is no image that can be read here. PNG, JPEG, WebP, GIF, TIFF, AVIF and SVG can.`
		)
	return new LabProblem(
		'BAD_DATA',
		`${name} is damaged or cut off (${words.split('\n')[0]}). Save it anew and try again.`
	)
}
