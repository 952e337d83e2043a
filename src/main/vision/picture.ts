/** A picture with one number a pixel, row by row. */
export interface Plane {
	width: number
	height: number
	values: Float32Array
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

/** A rectangle of whole pixels; `right` and `bottom` are the first ones outside. */
export interface Box {
	left: number
	top: number
	right: number
	bottom: number
}

export const widthOf = (box: Box) => box.right - box.left
export const heightOf = (box: Box) => box.bottom - box.top

/** The smallest box around both. */
export const around = (a: Box, b: Box): Box => ({
	left: Math.min(a.left, b.left),
	top: Math.min(a.top, b.top),
	right: Math.max(a.right, b.right),
	bottom: Math.max(a.bottom, b.bottom)
})

export const flipped = ({ width, height, values }: Plane): Plane => {
	const turned = newPlane(height, width)
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) turned.values[x * height + y] = values[y * width + x] ?? 0
	return turned
}

/** The value below which a share of the values lies; sorts a sample of at most 5,000. */
export function quantile(values: Float32Array, share: number): number {
	const step = Math.max(1, Math.floor(values.length / 5000))
	const sample = Float32Array.from({ length: Math.floor(values.length / step) }, (_, n) => values[n * step] ?? 0).sort()
	return sample[Math.min(sample.length - 1, Math.floor(share * sample.length))] ?? 0
}
