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
	const open: number[] = []
	for (let start = 0; start < values.length; start++) {
		if (values[start] === 0 || labels[start] !== 0) continue
		const label = components.length + 1
		let [left, right, bottom, area] = [width, 0, 0, 0]
		labels[start] = label
		open.push(start)
		for (let pixel = open.pop(); pixel !== undefined; pixel = open.pop()) {
			const y = Math.floor(pixel / width)
			const x = pixel - y * width
			area++
			if (x < left) left = x
			if (x > right) right = x
			if (y > bottom) bottom = y
			for (let row = Math.max(0, y - 1); row <= y + 1 && row < height; row++)
				for (let column = Math.max(0, x - 1); column <= x + 1 && column < width; column++) {
					const near = row * width + column
					if (values[near] === 0 || labels[near] !== 0) continue
					labels[near] = label
					open.push(near)
				}
		}
		const top = Math.floor(start / width)
		components.push({ label, area, box: { left, top, right: right + 1, bottom: bottom + 1 } })
	}
	return { labels, components }
}
