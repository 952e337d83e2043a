import type { Component, Labelled } from './components.ts'
import { newMask, quantile, type Mask, type Plane } from './picture.ts'

export interface Threshold {
	/** What is no grain of the paper. */
	floor: number
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
	// half of the paper is 0; of the other half of a bell, a fifth lies below a quarter of a standard deviation
	const noise = quantile(depth.values, 0.6) / 0.2533
	// printed squares look like grain to this, and are not
	const floor = Math.min(0.25, Math.max(0.06, 5 * noise))
	const marked = valuesAbove(depth.values, floor)
	if (marked.length < Math.max(6, depth.values.length * 2e-5)) return null
	// of everything that is marked, the darker part is the middle of strokes, the rest their edges
	const full = quantile(marked, 0.85)
	const level = Math.max(floor, Math.min(0.95, 0.5 * factor) * full)
	return { floor, level, faint: Math.max(floor, 0.4 * level), full }
}

function valuesAbove(values: Float32Array, floor: number): Float32Array {
	let count = 0
	for (let pixel = 0; pixel < values.length; pixel++) if ((values[pixel] ?? 0) > floor) count++
	const found = new Float32Array(count)
	for (let pixel = 0, to = 0; to < count; pixel++) {
		const value = values[pixel] ?? 0
		if (value > floor) found[to++] = value
	}
	return found
}

/** 1 where there is at least as much, else 0. */
export function above({ width, height, values }: Plane, least: number): Mask {
	const mask = newMask(width, height)
	for (let pixel = 0; pixel < values.length; pixel++) if ((values[pixel] ?? 0) >= least) mask.values[pixel] = 1
	return mask
}

/** Those components in which something is ink for certain. */
export function certain({ labels, components }: Labelled, depth: Plane, { level }: Threshold): Component[] {
	const found = new Uint8Array(components.length + 1)
	for (let pixel = 0; pixel < labels.length; pixel++)
		if ((depth.values[pixel] ?? 0) >= level) found[labels[pixel] ?? 0] = 1
	return components.filter(({ label }) => found[label] === 1)
}
