export interface Near {
	/** Its place among the images. */
	image: number
	/** Euclidean, over pixels from 0 to 1. */
	distance: number
}

/**
 * The `count` images least far from one picture, the nearest first, the earlier of equals first: exact, by looking at all
 * of them. `images` is any number of pictures as long as `picture`, a byte a pixel; `own` is left out.
 */
export function nearestImages(images: Uint8Array, picture: Uint8Array, count: number, own: number | null): Near[] {
	const size = picture.length
	const found: { image: number; squares: number }[] = []
	let farthest = Infinity
	for (let image = 0; (image + 1) * size <= images.length; image++) {
		if (image === own) continue
		const squares = squaresWithin(images, image * size, picture, farthest)
		if (squares >= farthest) continue
		const place = found.findLastIndex((one) => one.squares <= squares) + 1
		found.splice(place, 0, { image, squares })
		if (found.length > count) found.pop()
		if (found.length === count) farthest = found.at(-1)?.squares ?? Infinity
	}
	return found.map(({ image, squares }) => ({ image, distance: Math.sqrt(squares) / 255 }))
}

/** The sum of squared differences of a picture and the pixels behind `from`, given up once it reaches `limit`: most images are far after a few rows. */
export function squaresWithin(images: Uint8Array, from: number, picture: Uint8Array, limit: number): number {
	let squares = 0
	let pixel = 0
	while (pixel < picture.length) {
		const end = Math.min(pixel + 56, picture.length)
		for (; pixel < end; pixel++) {
			const difference = (images[from + pixel] ?? 0) - (picture[pixel] ?? 0)
			squares += difference * difference
		}
		if (squares >= limit) return squares
	}
	return squares
}
