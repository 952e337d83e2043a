/** A setting or a result as an axis: where each run lies on it, from 0 at the bottom to 1. */
export interface Axis {
	title: string
	/** What each run has, in their order. */
	values: readonly string[]
	/** Each value once, from the bottom up. */
	levels: readonly { value: string; place: number }[]
}

/** Which levels of an axis are wanted, both ends included. */
export interface Wanted {
	from: number
	to: number
}

/** Numbers lie where they belong, words one above the other in the order of the runs. */
export function axisOf(title: string, values: readonly string[]): Axis {
	const distinct = [...new Set(values)]
	const numbers = distinct.map(numberIn)
	const isNumeric = numbers.every((number) => number !== null)
	const sorted = isNumeric ? distinct.toSorted((a, b) => (numberIn(a) ?? 0) - (numberIn(b) ?? 0)) : distinct
	const [least, most] = [numberIn(sorted[0] ?? '') ?? 0, numberIn(sorted.at(-1) ?? '') ?? 1]
	const placeOf = (value: string, at: number) => {
		if (sorted.length < 2) return 0.5
		return isNumeric ? ((numberIn(value) ?? 0) - least) / (most - least || 1) : at / (sorted.length - 1)
	}
	return { title, values, levels: sorted.map((value, at) => ({ value, place: placeOf(value, at) })) }
}

/** "97.22 %", "118,282" and "1e-7" are numbers. */
function numberIn(text: string): number | null {
	const bare = text.replace(/ %$/, '').replaceAll(',', '')
	return /^-?[\d.]+(e[-+]?\d+)?$/.test(bare) && Number.isFinite(Number(bare)) ? Number(bare) : null
}

export const levelOf = ({ levels, values }: Axis, run: number) => levels.findIndex(({ value }) => value === values[run])

/** The levels that lie between two places of an axis; null where there are none. */
export function levelsWithin({ levels }: Axis, one: number, other: number): Wanted | null {
	const [low, high] = [Math.min(one, other), Math.max(one, other)]
	const from = levels.findIndex(({ place }) => place >= low)
	const to = levels.findLastIndex(({ place }) => place <= high)
	return from < 0 || to < from ? null : { from, to }
}

/** Whether a run is wanted on every axis; an axis that nobody has asked anything of wants all. */
export const isWanted = (axes: readonly Axis[], wanted: Readonly<Record<string, Wanted>>, run: number): boolean =>
	axes.every((axis) => {
		const range = wanted[axis.title]
		const level = levelOf(axis, run)
		return !range || (range.from <= level && level <= range.to)
	})
