/** Many pictures of one size that lie in one row of numbers, in whatever order a network keeps them. */
export interface Pictures {
	values: Float32Array
	count: number
	width: number
	height: number
	/** How far apart, in `values`, two pictures, two rows and two columns lie. */
	stride: { picture: number; row: number; column: number }
}

/** What can be said of each picture: its extremes, its mean, and its norm, the root of the sum of its squares. */
export interface Extent {
	least: Float32Array
	most: Float32Array
	mean: Float32Array
	norm: Float32Array
}

export function extentOf({ values, count, width, height, stride }: Pictures): Extent {
	const least = new Float32Array(count).fill(Infinity)
	const most = new Float32Array(count).fill(-Infinity)
	const sum = new Float64Array(count)
	const squares = new Float64Array(count)
	// pictures innermost: that is how most kernels lie in memory
	for (let row = 0; row < height; row++)
		for (let column = 0; column < width; column++) {
			const from = row * stride.row + column * stride.column
			for (let picture = 0; picture < count; picture++) {
				const value = values[from + picture * stride.picture] ?? 0
				if (value < (least[picture] ?? 0)) least[picture] = value
				if (value > (most[picture] ?? 0)) most[picture] = value
				sum[picture] = (sum[picture] ?? 0) + value
				squares[picture] = (squares[picture] ?? 0) + value * value
			}
		}
	const mean = Float32Array.from(sum, (total) => total / (width * height))
	return { least, most, mean, norm: Float32Array.from(squares, Math.sqrt) }
}

/** One picture of its own: the numbers as they lie, row by row. */
export const onePicture = (values: Float32Array, height: number, width: number): Pictures => ({
	values,
	count: 1,
	width,
	height,
	stride: { picture: 0, row: width, column: 1 }
})

/** The channels of height × width × channels numbers, each a picture. */
export const channelPictures = (values: Float32Array, height: number, width: number, channels: number): Pictures => ({
	values,
	count: channels,
	width,
	height,
	stride: { picture: 1, row: width * channels, column: channels }
})

/** Every number a picture of one pixel. */
export const cells = (values: Float32Array): Pictures => channelPictures(values, 1, 1, values.length)

/** The number of one pixel. */
export const pixelOf = ({ values, stride }: Pictures, picture: number, row: number, column: number): number =>
	values[picture * stride.picture + row * stride.row + column * stride.column] ?? NaN
