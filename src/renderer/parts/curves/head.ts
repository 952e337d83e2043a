import type { CurveView, Series } from './view.ts'

/** A picture of a curve that stands alone: title, legend, and where the plot begins. Pixels from the top left corner. */
export interface Head {
	title: { text: string; x: number; y: number }
	/** Each with a line of `sample` pixels before its name. */
	entries: { series: Series; x: number; y: number }[]
	/** The bottom of it all. */
	bottom: number
}

export const sample = 22
const margin = 16
const row = 20
/** About the width of a letter at 12 px; a legend needs no more. */
const letter = 6.6

export function headOf({ title, subject, series }: CurveView, width: number): Head {
	let [x, y] = [margin, 50]
	const entries = series.map((one) => {
		const wide = sample + 6 + one.name.length * letter + 18
		if (x > margin && x + wide > width - margin) [x, y] = [margin, y + row]
		const entry = { series: one, x, y }
		x += wide
		return entry
	})
	return { title: { text: `${title} · ${subject}`, x: margin, y: 26 }, entries, bottom: y + 14 }
}
