import { findComponents } from './components.ts'
import { inkOn } from './background.ts'
import { findDigits } from './digits.ts'
import { shrunk, toBox, toField, withUsualStroke } from './fit.ts'
import { toGrey } from './grey.ts'
import { withoutLines } from './lines.ts'
import { inkIs } from './polarity.ts'
import { crop, newPlane, type Box, type Colour, type Plane } from './picture.ts'
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
		const owned = new Set(own)
		const soft = newPlane(mask.width, mask.height)
		const near = widened(box, 2, mask)
		for (let y = near.top; y < near.bottom; y++)
			for (let x = near.left; x < near.right; x++) {
				const pixel = y * mask.width + x
				if (!isOwn(labels, owned, mask, x, y)) continue
				soft.values[pixel] = Math.min(1, (depth.values[pixel] ?? 0) / threshold.full)
			}
		const cut = crop(soft, box)
		const evened = settings.stroke ? withUsualStroke(shrunk(cut)) : { digit: shrunk(cut), width: 0, changed: 0 }
		const boxed = toBox(evened.digit)
		const field = toField(boxed, settings.centre)
		return { box, touching, cut, stroke: evened.width, strokeChange: evened.changed, boxed, field }
	})
	return { grey, ink, depth, mask, lines, digits }
}

const widened = (box: Box, by: number, { width, height }: Plane): Box => ({
	left: Math.max(0, box.left - by),
	top: Math.max(0, box.top - by),
	right: Math.min(width, box.right + by),
	bottom: Math.min(height, box.bottom + by)
})

/** Ink of this digit, or the soft edge next to it. */
function isOwn(labels: Int32Array, owned: Set<number>, { width, height }: Plane, x: number, y: number): boolean {
	for (let dy = -1; dy <= 1; dy++)
		for (let dx = -1; dx <= 1; dx++) {
			const [column, row] = [x + dx, y + dy]
			if (column < 0 || row < 0 || column >= width || row >= height) continue
			if (owned.has(labels[row * width + column] ?? 0)) return true
		}
	return false
}
