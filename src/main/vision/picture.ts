import type { Box } from '../../shared/pictures.ts'

/** A picture with one number a pixel, row by row. */
export interface Plane {
	width: number
	height: number
	values: Float32Array
}

/** A picture of which each pixel is 1 or 0, row by row. */
export interface Mask {
	width: number
	height: number
	values: Uint8Array
}

/** A picture with three bytes a pixel (sRGB), row by row. */
export interface Colour {
	width: number
	height: number
	rgb: Uint8Array
}

export const newPlane = (width: number, height: number): Plane => ({
	width,
	height,
	values: new Float32Array(width * height)
})

export const newMask = (width: number, height: number): Mask => ({
	width,
	height,
	values: new Uint8Array(width * height)
})

export const widthOf = (box: Box) => box.right - box.left
export const heightOf = (box: Box) => box.bottom - box.top

/** The smallest box around both. */
export const around = (a: Box, b: Box): Box => ({
	left: Math.min(a.left, b.left),
	top: Math.min(a.top, b.top),
	right: Math.max(a.right, b.right),
	bottom: Math.max(a.bottom, b.bottom)
})

/** Rows become columns. */
export function flipped<Picture extends Plane | Mask>(picture: Picture): Picture
export function flipped({ width, height, values }: Plane | Mask): Plane | Mask {
	const turned = values instanceof Uint8Array ? newMask(height, width) : newPlane(height, width)
	for (let x = 0, to = 0; x < width; x++)
		for (let from = x; from < values.length; from += width) turned.values[to++] = values[from] ?? 0
	return turned
}

/** The value below which a share of the values lies, in a sample of at most 2,000. */
export function quantile(values: Float32Array, share: number): number {
	const step = Math.max(1, Math.ceil(values.length / 2000))
	const sample = new Float32Array(Math.floor(values.length / step))
	for (let n = 0; n < sample.length; n++) sample[n] = values[n * step] ?? 0
	return inOrder(sample, Math.min(sample.length - 1, Math.floor(share * sample.length)))
}

/** What would stand at a place if they were sorted, in a few passes instead (quickselect; Hoare 1961). Moves them about. */
function inOrder(values: Float32Array, place: number): number {
	let low = 0
	let high = values.length - 1
	while (low < high) {
		const middle = values[(low + high) >> 1] ?? 0
		let left = low
		let right = high
		while (left <= right) {
			while ((values[left] ?? 0) < middle) left++
			while ((values[right] ?? 0) > middle) right--
			if (left > right) break
			const value = values[left] ?? 0
			values[left++] = values[right] ?? 0
			values[right--] = value
		}
		if (place <= right) high = right
		else if (place >= left) low = left
		else break
	}
	return values[place] ?? 0
}
