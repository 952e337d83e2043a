import { findComponents } from './components.ts'
import { newMask, quantile, type Mask, type Plane } from './picture.ts'

export interface Threshold {
	/** What is ink for certain. */
	level: number
	/** What is ink where it hangs together with such. */
	faint: number
	/** How much full ink has. */
	full: number
}

/**
 * Ink is what has at least half of what full strokes have, which is where the edge of a blurred stroke lies, and what
 * fades out from there (hysteresis; Canny 1986). `factor` moves it. Null when nothing stands out from the grain of the paper.
 */
export function findInk(depth: Plane, factor: number): Threshold | null {
	const noise = 1.4826 * quantile(depth.values, 0.5)
	const floor = Math.max(0.06, 5 * noise)
	const marked = depth.values.filter((value) => value > floor)
	if (marked.length < Math.max(6, depth.values.length * 2e-5)) return null
	// of everything that is marked, the darker part is the middle of strokes, the rest their edges
	const full = quantile(marked, 0.85)
	const level = Math.max(floor, Math.min(0.95, 0.5 * factor) * full)
	return { level, faint: Math.max(Math.min(floor, level), 0.4 * level), full }
}

/** 1 where there is ink, else 0. */
export function inkMask({ width, height, values }: Plane, { level, faint }: Threshold): Mask {
	const mask = newMask(width, height)
	for (let pixel = 0; pixel < values.length; pixel++) if ((values[pixel] ?? 0) >= faint) mask.values[pixel] = 1
	const { labels, components } = findComponents(mask)
	const certain = new Uint8Array(components.length + 1)
	for (let pixel = 0; pixel < labels.length; pixel++) if ((values[pixel] ?? 0) >= level) certain[labels[pixel] ?? 0] = 1
	for (let pixel = 0; pixel < labels.length; pixel++) mask.values[pixel] = certain[labels[pixel] ?? 0] ?? 0
	return mask
}
