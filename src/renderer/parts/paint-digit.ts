import { dataSets } from '../../shared/dataset.ts'

const [side] = dataSets.mnist.image
const image = new ImageData(side, side)
const words = new Uint32Array(image.data.buffer)

/** Draws the image at `place` of a buffer of images on a canvas of 28 × 28 pixels, white on black. */
export function paintDigit(canvas: HTMLCanvasElement, pixels: Uint8Array, place: number): void {
	// read often: kept in memory, where these few bytes are copied quickest
	const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
	const from = place * side * side
	for (let pixel = 0; pixel < words.length; pixel++)
		words[pixel] = 0xff000000 | ((pixels[from + pixel] ?? 0) * 0x010101)
	context?.putImageData(image, 0, 0)
}

/** The width near `wanted` (CSS pixels) at which every pixel of an image is as many whole pixels of the screen. */
export const crispSize = (wanted: number, ratio: number) =>
	(side * Math.max(1, Math.round((wanted * ratio) / side))) / ratio
