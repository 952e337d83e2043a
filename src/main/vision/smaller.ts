import type { Colour } from './picture.ts'

/** The mean of each square of `step` pixels a side; those at the edge are smaller. */
export function smaller({ width, height, rgb }: Colour, step: number): Colour {
	const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)]
	const means = new Uint8Array(columns * rows * 3)
	const sums = new Uint32Array(columns * 3)
	for (let row = 0; row < rows; row++) {
		sums.fill(0)
		const bottom = Math.min(height, (row + 1) * step)
		for (let y = row * step; y < bottom; y++) addRow(rgb, y * width * 3, width, step, sums)
		const down = bottom - row * step
		for (let column = 0; column < columns; column++) {
			const count = down * Math.min(step, width - column * step)
			for (let channel = 3 * column; channel < 3 * column + 3; channel++)
				means[row * columns * 3 + channel] = Math.round((sums[channel] ?? 0) / count)
		}
	}
	return { width: columns, height: rows, rgb: means }
}

function addRow(rgb: Uint8Array, from: number, width: number, step: number, sums: Uint32Array): void {
	let at = from
	for (let column = 0, to = 0; column < width; column += step, to += 3) {
		const end = from + 3 * Math.min(width, column + step)
		let [red, green, blue] = [0, 0, 0]
		for (; at < end; at += 3) {
			red += rgb[at] ?? 0
			green += rgb[at + 1] ?? 0
			blue += rgb[at + 2] ?? 0
		}
		sums[to] = (sums[to] ?? 0) + red
		sums[to + 1] = (sums[to + 1] ?? 0) + green
		sums[to + 2] = (sums[to + 2] ?? 0) + blue
	}
}
