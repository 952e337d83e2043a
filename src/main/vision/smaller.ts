import type { Colour } from './picture.ts'

/** The mean of each square of `step` pixels a side; those at the edge are smaller. Runs over every pixel of every large picture. */
export function smaller({ width, height, rgb }: Colour, step: number): Colour {
	const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)]
	const means = new Uint8Array(columns * rows * 3)
	for (let row = 0, to = 0; row < rows; row++) {
		const down = Math.min(step, height - row * step)
		for (let column = 0; column < columns; column++) {
			const across = Math.min(step, width - column * step)
			let red = 0
			let green = 0
			let blue = 0
			for (let y = 0; y < down; y++) {
				const from = 3 * ((row * step + y) * width + column * step)
				for (let at = from; at < from + 3 * across; at += 3) {
					red += rgb[at] ?? 0
					green += rgb[at + 1] ?? 0
					blue += rgb[at + 2] ?? 0
				}
			}
			// as a byte, what lies behind the point is cut off
			const count = down * across
			means[to++] = red / count + 0.5
			means[to++] = green / count + 0.5
			means[to++] = blue / count + 0.5
		}
	}
	return { width: columns, height: rows, rgb: means }
}
