import type { Component, Labelled } from './components.ts'
import { heightOf, widthOf, type Plane } from './picture.ts'

/**
 * Leaves out what lies at the sides of the picture and is no ink: a table beside the sheet covers a whole side, and what
 * is left of a shadow that leaves the picture is nowhere as dark as ink. Only where something touches no side, for a digit
 * that was cut out may fill its picture. `full` is how much full ink has.
 */
export function withoutMargins(
	components: readonly Component[],
	{ labels }: Labelled,
	{ width, height, values }: Plane,
	full: number
): readonly Component[] {
	const isInside = ({ box }: Component) => box.left > 0 && box.top > 0 && box.right < width && box.bottom < height
	if (components.every(isInside)) return components
	if (!components.some((one) => isInside(one) && one.area > 0.001 * width * height)) return components
	const isTable = ({ box }: Component) =>
		((box.top === 0 || box.bottom === height) && widthOf(box) >= 0.9 * width) ||
		((box.left === 0 || box.right === width) && heightOf(box) >= 0.9 * height)
	const dark = new Uint32Array(components.reduce((most, { label }) => Math.max(most, label), 0) + 1)
	for (let pixel = 0; pixel < labels.length; pixel++)
		if ((values[pixel] ?? 0) > 0.85 * full) {
			const label = labels[pixel] ?? 0
			dark[label] = (dark[label] ?? 0) + 1
		}
	const isInk = ({ label, area }: Component) => (dark[label] ?? 0) > 0.1 * area
	return components.filter((one) => isInside(one) || (isInk(one) && !isTable(one)))
}
