import type { Component } from './components.ts'
import { heightOf, widthOf, type Mask } from './picture.ts'

/**
 * Leaves out what is not on the paper at all: a table beside the sheet lies along a whole side of the picture. Only where
 * something touches no side, for a digit that was cut out may fill its picture.
 */
export function withoutTable(components: readonly Component[], { width, height }: Mask): readonly Component[] {
	const isTable = ({ box }: Component) =>
		((box.top === 0 || box.bottom === height) && widthOf(box) >= 0.9 * width) ||
		((box.left === 0 || box.right === width) && heightOf(box) >= 0.9 * height)
	const isInside = ({ box, area }: Component) =>
		box.left > 0 && box.top > 0 && box.right < width && box.bottom < height && area > 0.001 * width * height
	return components.some(isInside) ? components.filter((one) => !isTable(one)) : components
}
