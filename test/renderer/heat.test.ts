import { describe, expect, test } from 'vitest'
import { gradient, palette, scaleOf, shadeOf, shades, usualEnd } from '../../src/renderer/parts/heat.ts'

const rgb = (word: number) => [word & 255, (word >> 8) & 255, (word >> 16) & 255] as const

/** Relative luminance of sRGB, WCAG 2.2. */
function luminance(word: number): number {
	const [red, green, blue] = rgb(word).map((part) => {
		const share = part / 255
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
	}) as [number, number, number]
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

describe('where a number lies among the colours', () => {
	test('nothing is the middle of a diverging scale and the start of a sequential one', () => {
		expect(shadeOf(0, { kind: 'diverging', end: 0.3 })).toBe((shades - 1) / 2)
		expect(shadeOf(0, { kind: 'sequential', end: 0.3 })).toBe(0)
	})

	test('the ends have the ends’ colours, and so has what lies beyond them', () => {
		for (const value of [0.3, 7, Infinity]) {
			expect(shadeOf(value, { kind: 'diverging', end: 0.3 })).toBe(shades - 1)
			expect(shadeOf(-value, { kind: 'diverging', end: 0.3 })).toBe(0)
			expect(shadeOf(value, { kind: 'sequential', end: 0.3 })).toBe(shades - 1)
		}
	})

	test('what is no number is neutral', () => {
		expect(shadeOf(NaN, { kind: 'diverging', end: 1 })).toBe((shades - 1) / 2)
	})

	test('a scale reaches as far as the largest number, and diverges when one is below nothing', () => {
		expect(scaleOf([0, 2, 1])).toEqual({ kind: 'sequential', end: 2 })
		expect(scaleOf([-3, 2])).toEqual({ kind: 'diverging', end: 3 })
		expect(scaleOf(new Float32Array(4))).toEqual({ kind: 'sequential', end: 1 })
	})

	test('the usual end leaves out the few that are far larger', () => {
		const values = Float32Array.from({ length: 1000 }, (_, at) => (at < 998 ? (at % 2 ? 0.1 : -0.1) : 5))
		expect(usualEnd(values, 0.99)).toBeCloseTo(0.1)
		expect(usualEnd(values, 1)).toBe(5)
		expect(usualEnd(new Float32Array(10), 0.99)).toBe(1)
	})
})

describe.each([false, true])('the colours (dark: %s)', (dark) => {
	test('go one way in lightness from nothing to each end, so that they read without hue', () => {
		const lights = (kind: 'diverging' | 'sequential') => [...palette(kind, dark)].map(luminance)
		const middle = (shades - 1) / 2
		const ways = [
			lights('sequential'),
			lights('diverging').slice(middle),
			lights('diverging')
				.slice(0, middle + 1)
				.reverse()
		]
		for (const way of ways)
			for (let at = 1; at < way.length; at++) {
				const step = (way[at] ?? NaN) - (way[at - 1] ?? NaN)
				expect(dark ? step : -step).toBeGreaterThan(-1e-9)
			}
	})

	test('tell below nothing from above by blue against red, which no common colour blindness mixes up', () => {
		const colours = palette('diverging', dark)
		for (const distance of [30, 60, 90]) {
			const [below, above] = [127 - distance, 127 + distance].map((at) => rgb(colours[at] ?? 0))
			expect((below?.[2] ?? 0) - (below?.[0] ?? 0)).toBeGreaterThan(20)
			expect((above?.[0] ?? 0) - (above?.[2] ?? 0)).toBeGreaterThan(20)
		}
	})

	test('are the legend’s', () => {
		const [start, end] = [palette('diverging', dark)[0], palette('diverging', dark)[shades - 1]]
		const legend = gradient('diverging', dark)
		expect(legend).toMatch(new RegExp(`right, rgb\\(${rgb(start ?? 0).join(' ')}\\)`))
		expect(legend).toMatch(new RegExp(`rgb\\(${rgb(end ?? 0).join(' ')}\\)\\)$`))
	})
})
