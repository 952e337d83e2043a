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
	const joined = (a: number, b: number): number => {
		const [low, high] = [Math.min(root(a), root(b)), Math.max(root(a), root(b))]
		parent[high] = low
		return low
	}
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const pixel = y * width + x
			if ((values[pixel] ?? 0) < 0.5) continue
			const left = x > 0 ? (labels[pixel - 1] ?? 0) : 0
			const up = y > 0 ? (labels[pixel - width] ?? 0) : 0
			const upLeft = x > 0 && y > 0 ? (labels[pixel - width - 1] ?? 0) : 0
			const upRight = y > 0 && x + 1 < width ? (labels[pixel - width + 1] ?? 0) : 0
			let label = up || upLeft || left || upRight
			// where there is one above, those beside it hang together with it already
			if (!up && upRight && label !== upRight) label = joined(label, upRight)
			if (label === 0) parent.push((label = parent.length))
			labels[pixel] = label
		}
	return measured(
		labels,
		width,
		parent.map((_, label) => root(label))
	)
}

function measured(labels: Int32Array, width: number, roots: readonly number[]): Labelled {
	const components = new Map<number, Component>()
	for (let pixel = 0; pixel < labels.length; pixel++) {
		const first = labels[pixel] ?? 0
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
