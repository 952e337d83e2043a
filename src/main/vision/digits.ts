import type { Box } from '../../shared/pictures.ts'
import type { Component } from './components.ts'
import { around, heightOf, widthOf } from './picture.ts'

/** The parts of one digit, with the box around them. */
export interface FoundDigit {
	box: Box
	area: number
	labels: number[]
}

/**
 * Puts parts together to digits and the digits in reading order, rows from top to bottom, each from left to right. Specks
 * are left out; `whole` takes everything that is not a speck as one digit.
 */
export function findDigits(components: readonly Component[], whole: boolean): FoundDigit[] {
	const tallest = components.reduce((most, { box }) => Math.max(most, heightOf(box)), 0)
	const largest = components.reduce((most, { area }) => Math.max(most, area), 0)
	const isSpeck = ({ box, area }: { box: Box; area: number }) =>
		area < 0.02 * largest || (Math.max(heightOf(box), widthOf(box)) < 0.2 * tallest && area < 0.15 * largest)
	const parts = components.map(({ box, area, label }) => ({ box: { ...box }, area, labels: [label] }))
	if (whole) {
		const kept = parts.filter((part) => !isSpeck(part))
		return kept.length > 0 ? [kept.reduce(joined)] : []
	}
	const digits = joinedParts(
		parts.filter(({ area }) => area >= 0.004 * largest),
		tallest
	).filter((one) => !isSpeck(one))
	const heights = digits.map(({ box }) => heightOf(box)).sort((a, b) => a - b)
	const usual = heights[Math.floor(heights.length / 2)] ?? 0
	const isDash = (box: Box) => heightOf(box) < 0.4 * usual && widthOf(box) > 1.5 * heightOf(box)
	const isDigit = (box: Box) => Math.max(heightOf(box), widthOf(box)) >= 0.45 * usual && !isDash(box)
	return inReadingOrder(digits.filter(({ box }) => isDigit(box)))
}

const joined = (a: FoundDigit, b: FoundDigit): FoundDigit => ({
	box: around(a.box, b.box),
	area: a.area + b.area,
	labels: [...a.labels, ...b.labels]
})

/**
 * The bar of a 5, the halves of a broken 8: what lies over one another, or within a small gap, is one digit. Two parts that
 * were found to be apart stay so and are not compared again: a page of print has thousands.
 */
function joinedParts(found: readonly FoundDigit[], tallest: number): FoundDigit[] {
	// in the order in which they came to be; `seen` is the last one that it was compared with
	let parts = found.map((part, born) => ({ part, born, seen: born }))
	let last = found.length - 1
	for (let again = true; again;) {
		again = false
		for (const [n, a] of parts.entries()) {
			let next = parts.length
			while (next > n + 1 && (parts[next - 1]?.born ?? 0) > a.seen) next--
			const b = parts.slice(next).find((one) => belongTogether(a.part, one.part, tallest))
			a.seen = last
			if (!b) continue
			const born = ++last
			parts = [...parts.filter((one) => one !== a && one !== b), { part: joined(a.part, b.part), born, seen: born }]
			again = true
			break
		}
	}
	return parts.map(({ part }) => part)
}

function belongTogether(a: FoundDigit, b: FoundDigit, tallest: number): boolean {
	const overlap = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left)
	const sideGap = -overlap
	const gap = Math.max(a.box.top, b.box.top) - Math.min(a.box.bottom, b.box.bottom)
	const [small, large] = a.area < b.area ? [a, b] : [b, a]
	const high = heightOf(around(a.box, b.box))
	// one inside the other, whatever they are
	if (overlap >= 0.9 * widthOf(small.box) && gap <= -0.9 * heightOf(small.box)) return true
	const over = overlap >= 0.5 * Math.min(widthOf(a.box), widthOf(b.box))
	if (over && gap < 0.1 * tallest) return true
	// together no taller than a digit here can be
	if (high > 1.25 * tallest) return false
	if (over && gap < 0.25 * tallest) return true
	// a stroke that just misses the rest: small, and close by; the bar of a 5 may lie above and beside it
	if (small.area > 0.35 * large.area || heightOf(small.box) > 0.5 * tallest) return false
	const isBar = widthOf(small.box) > 1.2 * heightOf(small.box) && small.box.top < large.box.top + 0.3 * tallest
	return isBar ? Math.max(gap, sideGap) < 0.12 * tallest : gap < 0 && sideGap < 0.06 * tallest
}

function inReadingOrder(digits: FoundDigit[]): FoundDigit[] {
	const rows: FoundDigit[][] = []
	for (const digit of [...digits].sort((a, b) => a.box.top + a.box.bottom - b.box.top - b.box.bottom)) {
		const row = rows.find((one) =>
			one.some(({ box }) => {
				const shared = Math.min(box.bottom, digit.box.bottom) - Math.max(box.top, digit.box.top)
				return shared > 0.5 * Math.min(heightOf(box), heightOf(digit.box))
			})
		)
		if (row) row.push(digit)
		else rows.push([digit])
	}
	return rows.flatMap((row) => row.sort((a, b) => a.box.left - b.box.left))
}
