import sharp from 'sharp'

/** A digit of MNIST on a page: which image, and its box's left, top and side in pixels. */
export interface Placed {
	image: number
	left: number
	top: number
	side: number
}

/** A page of digits, black on white: where two overlap, the darker counts, as ink on paper does. */
export async function page(
	width: number,
	height: number,
	digits: readonly Placed[],
	pixelsOf: (image: number) => Uint8Array
): Promise<Uint8Array<ArrayBuffer>> {
	const grey = new Uint8Array(width * height).fill(255)
	for (const { image, left, top, side } of digits) {
		const large = sharp(pixelsOf(image), { raw: { width: 28, height: 28, channels: 1 } })
		const data = await large.resize(side, side, { kernel: 'cubic' }).extractChannel(0).raw().toBuffer()
		for (let y = 0; y < side; y++)
			for (let x = 0; x < side; x++) {
				const place = (top + y) * width + left + x
				if (left + x >= 0 && left + x < width && top + y >= 0 && top + y < height)
					grey[place] = Math.min(grey[place] ?? 255, 255 - (data[y * side + x] ?? 0))
			}
	}
	return Uint8Array.from(
		await sharp(grey, { raw: { width, height, channels: 1 } })
			.png()
			.toBuffer()
	)
}

/** Digits side by side, `gap` of MNIST's pixels of paper between their ink; below 0 they overlap. The first one's ink begins at `left`. */
export function inRow(
	images: readonly number[],
	{ left, top, side }: Omit<Placed, 'image'>,
	gap: number,
	pixelsOf: (image: number) => Uint8Array
): Placed[] {
	let end = left
	return images.map((image) => {
		const columns = Array.from(pixelsOf(image), (value, place) => (value > 60 ? place % 28 : -1)).filter((x) => x >= 0)
		const [first, last] = [Math.min(...columns), Math.max(...columns)]
		const at = Math.round(end - (first * side) / 28)
		end += ((last - first + 1 + gap) * side) / 28
		return { image, left: at, top, side }
	})
}
