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

/** The ten digits at the end, each with its name. */
export function answers(classes: number): Glyph {
	const r = 5.5
	const ys = Array.from({ length: classes }, (_, digit) => (digit - (classes - 1) / 2) * 16)
	return {
		width: 2 * r + 14,
		height: (classes - 1) * 16 + 2 * r,
		figures: ys.flatMap((y, digit): Figure[] => [
			{ kind: 'circle', look: 'output', x: r, y, r },
			{ kind: 'text', x: 2 * r + 9, y: y + 4, text: String(digit) }
		]),
		ins: ys.map((y) => ({ x: 0, y })),
		outs: [],
		front: null
	}
}

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
