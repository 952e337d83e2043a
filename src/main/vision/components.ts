import type { Box, Plane } from './picture.ts'

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

/** Finds what hangs together in a mask, corners included (two passes with union–find; Rosenfeld and Pfaltz 1966). */
export function findComponents({ width, height, values }: Plane): Labelled {
	const labels = new Int32Array(width * height)
	const parent = [0]
	const root = (label: number): number => {
		let at = label
		while (parent[at] !== at) at = parent[at] = parent[parent[at] ?? 0] ?? 0
		return at
	}
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const pixel = y * width + x
			if ((values[pixel] ?? 0) < 0.5) continue
			let label = 0
			for (const [dx, dy] of before) {
				if (x + dx < 0 || x + dx >= width || y + dy < 0) continue
				const other = labels[pixel + dy * width + dx] ?? 0
				if (other === 0) continue
				const found = root(other)
				if (label === 0) label = found
				else if (label !== found) parent[Math.max(label, found)] = label = Math.min(label, found)
			}
			if (label === 0) parent.push((label = parent.length))
			labels[pixel] = label
		}
	return measured(labels, width, parent.map((_, label) => root(label)))
}

const before = [
	[-1, 0],
	[-1, -1],
	[0, -1],
	[1, -1]
] as const

function measured(labels: Int32Array, width: number, roots: readonly number[]): Labelled {
	const components = new Map<number, Component>()
	for (const [pixel, first] of labels.entries()) {
		if (first === 0) continue
		const label = roots[first] ?? 0
		labels[pixel] = label
		const [x, y] = [pixel % width, Math.floor(pixel / width)]
		const known = components.get(label)
		if (!known) {
			components.set(label, { label, area: 1, box: { left: x, top: y, right: x + 1, bottom: y + 1 } })
			continue
		}
		known.area++
		const { box } = known
		box.left = Math.min(box.left, x)
		box.right = Math.max(box.right, x + 1)
		box.bottom = y + 1
	}
	return { labels, components: [...components.values()] }
}
