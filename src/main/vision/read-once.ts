import type { ReadingSettings } from '../../shared/vision.ts'
import { inkOn, inkOnEvenPaper } from './background.ts'
import { findComponents } from './components.ts'
import { findDigits, type FoundDigit } from './digits.ts'
import { shrunk, toBox, toField } from './fit.ts'
import { toGrey } from './grey.ts'
import { withoutLines } from './lines.ts'
import { withoutMargins } from './margins.ts'
import { heightOf, newPlane, widthOf, type Colour, type Plane } from './picture.ts'
import { findPaper } from './paper.ts'
import { withUsualStroke } from './stroke.ts'
import { areTouching } from './touching.ts'
import { above, certain, findInk } from './threshold.ts'

/** Everything that was seen on the way from a picture to what a network gets. */
export interface Reading {
	grey: Plane
	ink: 'dark' | 'light'
	/** How much ink lies on each pixel, the paper evened out. */
	depth: Plane
	/** How much full ink has; null when nothing stands out. */
	full: number | null
	/** By pixel: which part of the ink it belongs to, 0 for none. */
	labels: Int32Array
	/** How many printed lines were taken out. */
	lines: number
	/** In reading order. */
	digits: DigitReading[]
}

export interface DigitReading extends FoundDigit {
	/** Probably more than one digit. */
	touching: boolean
	/** Cut out, ink from 0 to 1. */
	cut: Plane
	/** Stroke width in the box of 20, before it was evened, in pixels, and by how much it was changed. */
	stroke: { width: number; change: number }
	/** At most 20 × 20. */
	boxed: Plane
	/** 28 × 28 bytes, as the network gets them. */
	field: Uint8Array<ArrayBuffer>
}

/** Reads a picture the way MNIST's images were made, pixel by pixel. Every step can be switched; none knows what a digit means. */
export function readOnce(picture: Colour, settings: ReadingSettings): Reading {
	const grey = toGrey(picture, settings.grey)
	const paper = findPaper(grey)
	const ink = settings.ink === 'auto' ? paper.ink : settings.ink
	const depth = settings.even ? inkOn(grey, ink, paper.surface) : inkOnEvenPaper(grey, ink)
	const threshold = findInk(depth, settings.threshold)
	if (!threshold) return { grey, ink, depth, full: null, labels: new Int32Array(), lines: 0, digits: [] }
	const { full } = threshold
	const faint = above(depth, threshold.faint)
	const { mask, lines } = settings.lines
		? withoutLines(faint, above(depth, threshold.floor))
		: { mask: faint, lines: 0 }
	const labelled = findComponents(mask)
	const { labels } = labelled
	const parts = withoutMargins(certain(labelled, depth, threshold), labelled, depth, full)
	const digits = findDigits(parts, !settings.several).map((found) => {
		const cut = cutOut(depth, labels, found, full)
		const small = shrunk(cut)
		const evened = withUsualStroke(small)
		const boxed = toBox(settings.stroke ? evened.digit : small)
		const stroke = { width: evened.width, change: settings.stroke ? evened.change : 0 }
		return { ...found, touching: areTouching(small), cut, stroke, boxed, field: toField(boxed, settings.centre) }
	})
	return { grey, ink, depth, full, labels, lines, digits }
}

/** The ink of one digit alone, from 0 to 1: its own parts and the soft edge next to them. */
function cutOut(
	{ width, height, values }: Plane,
	labels: Int32Array,
	{ box, labels: own }: FoundDigit,
	full: number
): Plane {
	const cut = newPlane(widthOf(box), heightOf(box))
	const owned = new Uint8Array(own.reduce((most, label) => Math.max(most, label), 0) + 1)
	for (const label of own) owned[label] = 1
	const isOwn = (pixel: number) => owned[labels[pixel] ?? 0] === 1
	for (let y = box.top, to = 0; y < box.bottom; y++)
		for (let x = box.left; x < box.right; x++, to++) {
			const pixel = y * width + x
			const value = values[pixel] ?? 0
			if (value <= 0) continue
			if (
				isOwn(pixel) ||
				(x > 0 && isOwn(pixel - 1)) ||
				(x + 1 < width && isOwn(pixel + 1)) ||
				(y > 0 && isOwn(pixel - width)) ||
				(y + 1 < height && isOwn(pixel + width))
			)
				cut.values[to] = Math.min(1, value / full)
		}
	return cut
}
