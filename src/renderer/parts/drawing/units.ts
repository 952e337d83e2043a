import { cross, type Figure, type Glyph } from './figure.ts'

const radius = 4.5

/** How many circles stand for so many neurons: all up to ten, then more with their logarithm, half above a gap and half below. */
export const shownUnits = (units: number) =>
	units <= 10 ? units : Math.min(12, 2 * Math.round(Math.log2(units) / 2 + 1))

/** A column of neurons; `rate` of them struck out. */
export function column(units: number, rate = 0): Glyph {
	const shown = shownUnits(units)
	const hasGap = shown < units
	const spacing = hasGap ? 12 : 15
	const slots = shown + Number(hasGap)
	const places = Array.from({ length: slots }, (_, slot) => (slot - (slots - 1) / 2) * spacing)
	const ys = hasGap ? places.filter((_, slot) => slot !== shown / 2) : places
	const off = struck(shown, rate)
	const figures = ys.flatMap((y, index): Figure[] => {
		const circle: Figure = { kind: 'circle', look: off.has(index) ? 'off' : 'unit', x: radius, y, r: radius }
		return off.has(index)
			? [circle, { kind: 'path', look: 'strike', d: cross({ x: radius, y }, radius * 0.72) }]
			: [circle]
	})
	return {
		width: 2 * radius,
		height: (slots - 1) * spacing + 2 * radius,
		figures: hasGap ? [...figures, ...dots(radius, 0)] : figures,
		ins: ys.map((y) => ({ x: 0, y })),
		outs: ys.filter((_, index) => !off.has(index)).map((y) => ({ x: 2 * radius, y })),
		front: null
	}
}

/** So many classes have a neuron each; of more the first and the last are drawn. */
const mostNamed = 12
const longestName = 12
const letter = 6.8

/** The classes at the end, each with its name. */
export function answers(classes: readonly string[]): Glyph {
	const r = 5.5
	const half = mostNamed / 2
	const named = classes.length <= mostNamed ? classes : [...classes.slice(0, half), null, ...classes.slice(-half)]
	const places = named.map((name, at) => ({ name, y: (at - (named.length - 1) / 2) * 16 }))
	const drawn = places.flatMap(({ name, y }) => (name === null ? [] : [{ name: shortened(name), y }]))
	const ys = drawn.map(({ y }) => y)
	return {
		width: 2 * r + 5 + letter * Math.max(...drawn.map(({ name }) => name.length)),
		height: (named.length - 1) * 16 + 2 * r,
		figures: [
			...drawn.flatMap(({ name, y }): Figure[] => [
				{ kind: 'circle', look: 'output', x: r, y, r },
				{ kind: 'text', x: 2 * r + 5 + (letter * name.length) / 2, y: y + 4, text: name }
			]),
			...places.flatMap(({ name, y }) => (name === null ? dots(r, y) : []))
		],
		ins: ys.map((y) => ({ x: 0, y })),
		outs: [],
		front: null
	}
}

const shortened = (name: string) => (name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name)

/** Three small dots: and so on. */
export const dots = (x: number, y: number): Figure[] =>
	[-4, 0, 4].map((by) => ({ kind: 'circle', look: 'dot', x, y: y + by, r: 1.2 }))

/** Which of so many are struck out, scattered but always the same. */
export function struck(shown: number, rate: number): Set<number> {
	const many = rate === 0 ? 0 : Math.min(shown - 1, Math.max(1, Math.round(rate * shown)))
	const scattered = Array.from({ length: shown }, (_, index) => index).sort(
		(a, b) => (((a + 1) * 0.618) % 1) - (((b + 1) * 0.618) % 1)
	)
	return new Set(scattered.slice(0, many))
}
