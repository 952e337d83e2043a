import type { Images } from '../idx.ts'

/** The longest side of an image whose pixels are compared with each other pair by pair. */
const longest = 32

/** The same images, each pixel the mean of a square of them, so that no side is longer than 32; MNIST's stay as they are. */
export function smallEnough(images: Images): Images {
	const { count, height, width, pixels } = images
	const side = Math.ceil(Math.max(height, width) / longest)
	if (side === 1) return images
	const [high, wide] = [Math.ceil(height / side), Math.ceil(width / side)]
	const small = new Uint8Array(count * high * wide)
	for (let image = 0, to = 0; image < count; image++)
		for (let y = 0; y < high; y++)
			for (let x = 0; x < wide; x++, to++) {
				let [sum, found] = [0, 0]
				for (let row = y * side; row < Math.min(height, (y + 1) * side); row++)
					for (let column = x * side; column < Math.min(width, (x + 1) * side); column++, found++)
						sum += pixels[(image * height + row) * width + column] ?? 0
				small[to] = Math.round(sum / found)
			}
	return { count, height: high, width: wide, pixels: small }
}
