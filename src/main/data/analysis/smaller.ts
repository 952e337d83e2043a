import type { Images } from '../idx.ts'
import { pixelsAt, type ReadImages } from '../image-file.ts'

/** The longest side of an image whose pixels are compared with each other pair by pair. */
const longest = 32

/** The same images with no side longer than 32; MNIST's stay as they are. */
export const smallEnough = (images: Images | ReadImages) =>
	smaller(images, Math.ceil(Math.max(images.height, images.width) / longest))

/** So many pixels, over all classes, have a mean, a median and a deviation each. */
const mostAveraged = 400_000

/** The same images, small enough for a picture of every class. */
export function averageable(images: Images | ReadImages, classes: number): Images | ReadImages {
	const { height, width } = images
	let side = 1
	while (Math.ceil(height / side) * Math.ceil(width / side) * classes > mostAveraged) side++
	return smaller(images, side)
}

/** The same images, each pixel the mean of a square of `side` × `side`; worked out when they are looked at. */
function smaller(images: Images | ReadImages, side: number): Images | ReadImages {
	if (side === 1) return images
	const { count, height, width } = images
	const [high, wide] = [Math.ceil(height / side), Math.ceil(width / side)]
	return {
		count,
		height: high,
		width: wide,
		read(image) {
			const pixels = pixelsAt(images, image)
			const small = new Uint8Array(high * wide)
			for (let y = 0, to = 0; y < high; y++)
				for (let x = 0; x < wide; x++, to++) {
					let [sum, found] = [0, 0]
					for (let row = y * side; row < Math.min(height, (y + 1) * side); row++)
						for (let column = x * side; column < Math.min(width, (x + 1) * side); column++, found++)
							sum += pixels[row * width + column] ?? 0
					small[to] = Math.round(sum / found)
				}
			return small
		}
	}
}
