import type { Part } from '../../shared/bytes.ts'
import { count } from '../../shared/format.ts'

/** The place of an image as a person writes it ("21601", "21,601") among `images` of them, from 0; or why there is none. */
export function placeAmong(typed: string, images: number, part: Part): number | string {
	if (images === 0) return `There are no ${part} images.`
	const digits = typed.trim().replaceAll(/[,\s]/g, '')
	const place = Number(digits)
	return /^\d{1,9}$/.test(digits) && place < images
		? place
		: `The ${part} images are numbered from 0 to ${count(images - 1)}: write one of these numbers.`
}
