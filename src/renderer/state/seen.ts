import type { Answers } from '../../shared/answers.ts'
import type { Part } from '../../shared/bytes.ts'
import type { Digits } from './digits.ts'

/** Images that a run has answered to, with what it answered. */
export interface Seen {
	part: Part
	/** All images of the part. */
	digits: Digits
	/** Which of them stands at each place of the answers; null where a place is its image. */
	images: Uint32Array | null
	answers: Answers
}

/** The image at a place of the answers. */
export const imageAt = ({ images }: Seen, place: number): number => (images ? (images[place] ?? 0) : place)

/** The place of an image among the answers, or null where it is none of theirs. */
export function placeOf({ images, answers }: Seen, image: number | null): number | null {
	if (image === null) return null
	const place = images ? images.indexOf(image) : image
	return place >= 0 && place < answers.labels.length ? place : null
}
