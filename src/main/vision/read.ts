import { findComponents } from './components.ts'
import { inkOn } from './background.ts'
import { findDigits } from './digits.ts'
import { shrunk, toBox, toField, withUsualStroke } from './fit.ts'
import { toGrey } from './grey.ts'
import { withoutLines } from './lines.ts'
import { inkIs } from './polarity.ts'
import { heightOf, newPlane, widthOf, type Box, type Colour, type Plane } from './picture.ts'
import { findInk, inkMask } from './threshold.ts'
import type { ReadingSettings } from '../../shared/vision.ts'

/** Everything that was seen on the way from a picture to what a network gets. */
export interface Reading {
	grey: Plane
	ink: 'dark' | 'light'
	/** How much ink lies on each pixel, the paper evened out. */
	depth: Plane
	/** 1 where ink was found; what was left out as a line or a speck is 0. Null when nothing stands out. */
	mask: Plane | null
	/** How many printed lines were taken out. */
	lines: number
	digits: ReadDigit[]
}

export interface ReadDigit {
	box: Box
	touching: boolean
	/** Cut out, ink from 0 to 1. */
	cut: Plane
	/** Stroke width in the box of 20, before it was evened, in pixels, and by how much it was changed. */
	stroke: number
	strokeChange: number
	/** At most 20 × 20. */
	boxed: Plane
	/** 28 × 28 bytes, as the network gets them. */
	field: Uint8Array<ArrayBuffer>
}

/** Reads a picture the way MNIST's images were made. Every step can be switched; none of them knows what a digit means. */
export function read(picture: Colour, settings: ReadingSettings): Reading {
	const grey = toGrey(picture, settings.grey)
	const ink = settings.ink === 'auto' ? inkIs(grey) : settings.ink
	const depth = inkOn(grey, ink, settings.even)
	const threshold = findInk(depth, settings.threshold)
	if (!threshold) return { grey, ink, depth, mask: null, lines: 0, digits: [] }
	const marked = inkMask(depth, threshold)
	const { mask, lines } = settings.lines ? withoutLines(marked) : { mask: marked, lines: 0 }
	const { labels, components } = findComponents(mask)
	const digits = findDigits(components, !settings.several).map(({ box, labels: own, touching }) => {
		const cut = cutOut(depth, labels, new Set(own), box, threshold.full)
		const evened = settings.stroke ? withUsualStroke(shrunk(cut)) : { digit: shrunk(cut), width: 0, changed: 0 }
		const boxed = toBox(evened.digit)
		const field = toField(boxed, settings.centre)
		return { box, touching, cut, stroke: evened.width, strokeChange: evened.changed, boxed, field }
	})
	return { grey, ink, depth, mask, lines, digits }
}

/** The ink of one digit alone, from 0 to 1: its own parts and the soft edge next to them. */
function cutOut(depth: Plane, labels: Int32Array, own: Set<number>, box: Box, full: number): Plane {
	const { width, height } = depth
	const cut = newPlane(widthOf(box), heightOf(box))
	const isOwn = (x: number, y: number) =>
		x >= 0 && y >= 0 && x < width && y < height && own.has(labels[y * width + x] ?? 0)
	for (let y = box.top; y < box.bottom; y++)
		for (let x = box.left; x < box.right; x++) {
			const value = Math.min(1, (depth.values[y * width + x] ?? 0) / full)
			if (value > 0 && (isOwn(x, y) || isOwn(x - 1, y) || isOwn(x + 1, y) || isOwn(x, y - 1) || isOwn(x, y + 1)))
				cut.values[(y - box.top) * cut.width + x - box.left] = value
		}
	return cut
}
