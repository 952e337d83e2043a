import { blur, close, negated } from './morphology.ts'
import { newPlane, quantile, type Plane } from './picture.ts'
import { resize } from './resize.ts'

/**
 * How much ink lies on each pixel, from 0 (paper) to about 1, whatever the light does. Without evening the paper is one
 * number, found in the lighter half of the picture.
 */
export function inkOn(grey: Plane, ink: 'dark' | 'light', even: boolean): Plane {
	const dark = ink === 'dark' ? grey : negated(grey)
	const paper = even ? paperUnder(dark) : null
	const level = even ? 0 : quantile(dark.values, ink === 'dark' ? 0.75 : 0.5)
	// on lit paper, ink takes away a share of the light: half the light, half the difference
	const share = ink === 'dark' && even
	const depth = newPlane(grey.width, grey.height)
	for (let pixel = 0; pixel < depth.values.length; pixel++) {
		const behind = paper?.values[pixel] ?? level
		const difference = behind - (dark.values[pixel] ?? 0)
		depth.values[pixel] = share ? difference / Math.max(0.1, behind) : difference
	}
	// the closing runs along the tops of the paper's grain; the paper itself lies a little lower
	const grain = quantile(depth.values, 0.5)
	for (let pixel = 0; pixel < depth.values.length; pixel++)
		depth.values[pixel] = Math.max(0, (depth.values[pixel] ?? 0) - grain)
	return depth
}

/**
 * The paper is what is left when everything darker and narrower than a stroke can be is filled (a closing), which follows
 * a shadow's edge as well. It is looked for in a picture of about a hundred pixels a side: paper has no details.
 */
function paperUnder(dark: Plane): Plane {
	const step = Math.max(1, Math.round(Math.min(dark.width, dark.height) / 100))
	const small = lightest(dark, step)
	// strokes are at most a fifth of the picture wide; the square must be wider
	const radius = Math.max(2, Math.round(0.15 * Math.min(small.width, small.height)))
	const paper = blur(close(small, radius), Math.max(1, Math.round(radius / 4)))
	return resize(paper, dark.width, dark.height)
}

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
