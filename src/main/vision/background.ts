import { blur, close, negated } from './morphology.ts'
import { newPlane, quantile, type Plane } from './picture.ts'
import { resize } from './resize.ts'

/** How much ink lies on each pixel, from 0 (paper) to about 1, where the paper is one number: its usual grey. */
export function inkOnEvenPaper(grey: Plane, ink: 'dark' | 'light'): Plane {
	const level = quantile(grey.values, ink === 'dark' ? 0.75 : 0.5)
	const depth = newPlane(grey.width, grey.height)
	for (let pixel = 0; pixel < depth.values.length; pixel++) {
		const off = (grey.values[pixel] ?? 0) - level
		depth.values[pixel] = ink === 'dark' ? -off : off
	}
	return withoutGrain(depth)
}

/**
 * How much ink lies on each pixel, from 0 (paper) to about 1, whatever the light does. `surface` is the paper roughly, as
 * `findPaper` gives it.
 */
export function inkOn(grey: Plane, ink: 'dark' | 'light', surface: Plane | null): Plane {
	// the paper becomes the depth, pixel by pixel
	const depth = ink === 'light' ? paperUnder(negated(grey), surface && negated(surface)) : paperUnder(grey, surface)
	const { values } = depth
	const seen = grey.values
	// on lit paper, ink takes away a share of the light: half the light, half the difference
	if (ink === 'light')
		for (let pixel = 0; pixel < values.length; pixel++) values[pixel] = (seen[pixel] ?? 0) + (values[pixel] ?? 0)
	else
		for (let pixel = 0; pixel < values.length; pixel++)
			values[pixel] = 1 - (seen[pixel] ?? 0) / Math.max(0.1, values[pixel] ?? 0)
	return withoutGrain(depth)
}

/** What lies deeper is no grain. */
const deepestGrain = 0.7

/**
 * No less than nothing; the grain of the paper, which a closing runs along the tops of, is nothing. It is what half of the
 * picture has, unless ink covers more than that. Changes what it is given.
 */
function withoutGrain(depth: Plane): Plane {
	const { values } = depth
	const usual = quantile(values, 0.5)
	const grain = usual > deepestGrain ? 0 : usual
	for (let pixel = 0; pixel < values.length; pixel++) values[pixel] = Math.max(0, (values[pixel] ?? 0) - grain)
	return depth
}

/**
 * The paper is what is left when everything darker and narrower than a stroke can be is filled (a closing), which follows
 * a shadow's edge, but at the sides of the picture does not fall with the light; what lies over the surface alone does,
 * so the lower of the two is the paper. It is looked for in a picture of some 64 pixels a side: paper has no details.
 */
function paperUnder(dark: Plane, surface: Plane | null): Plane {
	const step = Math.max(1, Math.round(Math.min(dark.width, dark.height) / 64))
	const small = lightest(dark, step)
	// strokes are at most a fifth of the picture wide; the square must be wider
	const radius = Math.max(2, Math.round(0.15 * Math.min(small.width, small.height)))
	const plain = close(small, radius)
	const lower = surface ? lowest(plain, over(small, lightest(surface, step), radius)) : plain
	const paper = blur(lower, Math.max(1, Math.round(radius / 4)))
	return resize(paper, dark.width, dark.height)
}

/** A closing of what lies over a surface. */
function over(small: Plane, { values: rough }: Plane, radius: number): Plane {
	const height = { ...small, values: small.values.map((value, pixel) => value - (rough[pixel] ?? 0)) }
	const closed = close(height, radius)
	return { ...closed, values: closed.values.map((value, pixel) => value + (rough[pixel] ?? 0)) }
}

const lowest = (a: Plane, b: Plane): Plane => ({
	...a,
	values: a.values.map((value, pixel) => Math.min(value, b.values[pixel] ?? 0))
})

/** The lightest pixel of each square of `step` a side. */
function lightest({ width, height, values }: Plane, step: number): Plane {
	const small = newPlane(Math.ceil(width / step), Math.ceil(height / step))
	small.values.fill(-Infinity)
	for (let y = 0; y < height; y++) {
		let place = Math.floor(y / step) * small.width
		for (let from = y * width, end = from + width; from < end; from += step, place++) {
			let most = small.values[place] ?? 0
			for (let pixel = from; pixel < from + step && pixel < end; pixel++) most = Math.max(most, values[pixel] ?? 0)
			small.values[place] = most
		}
	}
	return small
}
