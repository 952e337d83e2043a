/** `diverging`: from −end through nothing to end. `sequential`: from nothing to end. `ink`: the same, white on black. */
export interface HeatScale {
	kind: 'diverging' | 'sequential' | 'ink'
	/** Above 0: where the colours end. */
	end: number
}

type Colour = readonly [red: number, green: number, blue: number]

/** How many colours a palette has; odd, so that the diverging one has a middle, which is nothing. */
export const shades = 255
const middle = (shades - 1) / 2

const ink: readonly Colour[] = [
	[0, 0, 0],
	[255, 255, 255]
]
const light: Record<HeatScale['kind'], readonly Colour[]> = {
	diverging: [
		[3, 55, 110],
		[66, 138, 203],
		[255, 255, 255],
		[240, 146, 66],
		[154, 52, 0]
	],
	sequential: [
		[255, 255, 255],
		[252, 210, 160],
		[240, 146, 66],
		[190, 80, 10],
		[92, 30, 0]
	],
	ink
}
const dark: typeof light = {
	diverging: [
		[190, 226, 255],
		[54, 130, 203],
		[40, 40, 36],
		[212, 100, 22],
		[255, 222, 184]
	],
	sequential: [
		[40, 40, 36],
		[120, 58, 16],
		[212, 100, 22],
		[250, 160, 84],
		[255, 232, 204]
	],
	ink
}

/**
 * The scale that shows all of these: diverging when one is below nothing, else sequential. Its end is the largest
 * distance from nothing, so that nothing is always the neutral colour; 1 when there is no other.
 */
export function scaleOf(values: Iterable<number>): HeatScale {
	let least = 0
	let most = 0
	for (const value of values) {
		if (value < least) least = value
		if (value > most) most = value
	}
	return { kind: least < 0 ? 'diverging' : 'sequential', end: Math.max(-least, most) || 1 }
}

/**
 * The distance from nothing that this share of all values does not exceed, from at most some 50,000 of them, evenly
 * spread; 1 where all are nothing.
 */
export function usualEnd(values: Float32Array, share: number): number {
	const step = Math.ceil(values.length / 50_000)
	const sizes = Float32Array.from({ length: Math.ceil(values.length / step) }, (_, at) =>
		Math.abs(values[at * step] ?? 0)
	)
	sizes.sort()
	return sizes[Math.floor(share * (sizes.length - 1))] || 1
}

/** Where a value lies among the shades, from 0 to shades − 1; what lies beyond an end has the colour of the end. */
export function shadeOf(value: number, { kind, end }: HeatScale): number {
	const [nothing, reach] = kind === 'diverging' ? [middle, middle] : [0, shades - 1]
	const place = Math.round(nothing + (value / end) * reach)
	return place > 0 ? Math.min(place, shades - 1) : place <= 0 ? 0 : nothing
}

/**
 * The colours of a theme as the words of an ImageData (little-endian: alpha, blue, green, red). Blue to orange, which
 * people who see no difference between red and green tell apart; both ways are equally strong.
 */
export function palette(kind: HeatScale['kind'], isDark: boolean): Uint32Array {
	return Uint32Array.from({ length: shades }, (_, shade) => {
		const [red, green, blue] = colourAt((isDark ? dark : light)[kind], shade / (shades - 1))
		return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0
	})
}

/** The same colours as a CSS gradient, for a legend. */
export const gradient = (kind: HeatScale['kind'], isDark: boolean) =>
	`linear-gradient(to right, ${(isDark ? dark : light)[kind].map((colour) => `rgb(${colour.join(' ')})`).join(', ')})`

function colourAt(stops: readonly Colour[], share: number): Colour {
	const place = share * (stops.length - 1)
	const before = Math.min(Math.floor(place), stops.length - 2)
	const [from, to] = [stops[before], stops[before + 1]]
	const mix = (part: 0 | 1 | 2) =>
		Math.round((from?.[part] ?? 0) + ((to?.[part] ?? 0) - (from?.[part] ?? 0)) * (place - before))
	return [mix(0), mix(1), mix(2)]
}
