import { distanceInside, strokeWidth } from './distance.ts'
import { boxSide } from './fit.ts'
import { newMask, type Mask, type Plane } from './picture.ts'

/** Strokes of MNIST's digits are this wide in the box of 20, nearly all of them (measured over the training images). */
const usual = { thin: 1.5, thick: 4.2 }

export interface EvenedStroke {
	digit: Plane
	/** Of the strokes as they were, and by how much they were made wider (below 0: thinner), in pixels of the box of 20. */
	width: number
	change: number
}

/** Strokes made wider or thinner where they would be unlike any in MNIST: a hair would vanish, a brush would fill every loop. */
export function withUsualStroke(digit: Plane): EvenedStroke {
	const scale = boxSide / Math.max(digit.width, digit.height)
	const mask = newMask(digit.width, digit.height)
	for (let pixel = 0; pixel < mask.values.length; pixel++)
		mask.values[pixel] = (digit.values[pixel] ?? 0) >= 0.5 ? 1 : 0
	const width = strokeWidth(mask) * scale
	const wanted = Math.min(usual.thick, Math.max(usual.thin, width))
	if (width === 0 || width === wanted) return { digit, width, change: 0 }
	// by half of it on either side
	const grow = (wanted - width) / scale / 2
	return { digit: grow > 0 ? widened(mask, grow) : thinned(mask, -grow), width, change: wanted - width }
}

/** Everything within `reach` pixels of the mask, soft by a pixel at the edge. */
function widened(mask: Mask, reach: number): Plane {
	const wide = padded(mask, Math.ceil(reach))
	const far = distanceInside({ ...wide, values: wide.values.map((value) => 1 - value) }, Infinity)
	return { ...far, values: far.values.map((value) => clamp(reach + 1 - value)) }
}

/** What is more than `reach` pixels inside of the mask. */
function thinned(mask: Mask, reach: number): Plane {
	const far = distanceInside(mask)
	return { ...far, values: far.values.map((value) => clamp(value - reach)) }
}

const clamp = (value: number) => Math.min(1, Math.max(0, value))

function padded(mask: Mask, room: number): Mask {
	const wide = newMask(mask.width + 2 * room, mask.height + 2 * room)
	for (let y = 0; y < mask.height; y++)
		wide.values.set(mask.values.subarray(y * mask.width, (y + 1) * mask.width), (y + room) * wide.width + room)
	return wide
}
