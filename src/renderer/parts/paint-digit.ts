/** Draws the image at `place` of a buffer of images on a canvas of their size, white on black. */
export function paintDigit(canvas: HTMLCanvasElement, pixels: Uint8Array, place: number): void {
	// read often: kept in memory, where these few bytes are copied quickest
	const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
	const { width, height } = canvas
	const image = new ImageData(width, height)
	const words = new Uint32Array(image.data.buffer)
	const from = place * width * height
	for (let pixel = 0; pixel < words.length; pixel++) words[pixel] = ink(pixels, from + pixel)
	context?.putImageData(image, 0, 0)
}

/** Where the next row is put together; rows of one gallery are of one size. */
let sheet = new ImageData(1, 1)

/**
 * Draws a row of images on one canvas, as high as they are: each of their pixels is `scale` pixels wide, and the first image begins
 * at lefts[0]. The page stretches it upright, so every pixel is a square. Every canvas costs the compositor something in
 * every frame, as much as it has pixels: a gallery has few, and low ones.
 */
export function paintRow(
	canvas: HTMLCanvasElement,
	pixels: Uint8Array,
	images: readonly number[],
	{ lefts, scale, width, imageWidth }: { lefts: readonly number[]; scale: number; width: number; imageWidth: number }
): void {
	const { height } = canvas
	// before the page knows how wide it is
	if (width < 1) return
	// a canvas that changes its size is empty again
	if (canvas.width !== width) canvas.width = width
	if (sheet.width !== width || sheet.height !== height) sheet = new ImageData(width, height)
	const row = new Uint32Array(sheet.data.buffer).fill(0)
	for (const [at, image] of images.entries())
		for (let line = 0; line < height; line++)
			for (let pixel = 0; pixel < imageWidth; pixel++) {
				const left = line * width + (lefts[at] ?? 0) + pixel * scale
				row.fill(ink(pixels, (image * height + line) * imageWidth + pixel), left, left + scale)
			}
	canvas.getContext('2d', { willReadFrequently: true })?.putImageData(sheet, 0, 0)
}

/** A grey level as an opaque pixel. */
const ink = (pixels: Uint8Array, place: number) => 0xff000000 | ((pixels[place] ?? 0) * 0x010101)
