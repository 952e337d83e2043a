import type { Box } from '../../shared/pictures.ts'
import type { Mask } from './picture.ts'

/** Pixels that hang together. */
export interface Component {
	box: Box
	/** How many pixels. */
	area: number
	/** Its number in the labels, from 1. */
	label: number
}

export interface Labelled {
	/** By pixel: the label of its component, 0 where there is none. */
	labels: Int32Array
	components: Component[]
}

/** Finds what hangs together in a mask, corners included: each component is filled from the first of its pixels. */
export function findComponents({ width, height, values }: Mask): Labelled {
	const labels = new Int32Array(width * height)
	const components: Component[] = []
	// pixels whose neighbours have not been looked at; none is put here twice
	const open = new Int32Array(countOf(values))
	for (let start = values.indexOf(1); start >= 0; start = values.indexOf(1, start + 1)) {
		if (labels[start] !== 0) continue
		const label = components.length + 1
		let left = width
		let right = 0
		let bottom = 0
		let area = 0
		labels[start] = label
		open[0] = start
		for (let waiting = 1; waiting > 0;) {
			const pixel = open[--waiting] ?? 0
			const y = Math.floor(pixel / width)
			const x = pixel - y * width
			area++
			if (x < left) left = x
			if (x > right) right = x
			if (y > bottom) bottom = y
			const firstRow = y > 0 ? pixel - width : pixel
			const lastRow = y + 1 < height ? pixel + width : pixel
			const before = x > 0 ? 1 : 0
			const after = x + 1 < width ? 1 : 0
			for (let row = firstRow; row <= lastRow; row += width)
				for (let near = row - before; near <= row + after; near++) {
					if (values[near] === 0 || labels[near] !== 0) continue
					labels[near] = label
					open[waiting++] = near
				}
		}
		const top = Math.floor(start / width)
		components.push({ label, area, box: { left, top, right: right + 1, bottom: bottom + 1 } })
	}
	return { labels, components }
}

function countOf(values: Uint8Array): number {
	let count = 0
	for (let pixel = 0; pixel < values.length; pixel++) count += values[pixel] ?? 0
	return count
}
