import { blur, close, negated } from './morphology.ts'
import { newPlane, quantile, type Plane } from './picture.ts'

/**
 * How much ink lies on each pixel, from 0 (paper) to about 1, whatever the light does: the paper is what is left when
 * everything darker and narrower than a stroke can be is filled (a closing), which follows a shadow's edge as well.
 * Without evening the paper is one number, the most common half of the picture.
 */
export function inkOn(grey: Plane, ink: 'dark' | 'light', even: boolean): Plane {
	const dark = ink === 'dark' ? grey : negated(grey)
	const { width, height } = grey
	// strokes are at most a fifth of the picture wide; the square must be wider
	const radius = Math.max(2, Math.round(0.15 * Math.min(width, height)))
	const paper = even ? blur(close(dark, radius), Math.max(1, Math.round(radius / 4))) : null
	const level = even ? 0 : quantile(dark.values, ink === 'dark' ? 0.75 : 0.5)
	const depth = newPlane(width, height)
	for (let pixel = 0; pixel < depth.values.length; pixel++)
		depth.values[pixel] = (paper?.values[pixel] ?? level) - (dark.values[pixel] ?? 0)
	// on lit paper, ink takes away a share of the light: half the light, half the difference
	if (ink === 'dark' && paper)
		for (let pixel = 0; pixel < depth.values.length; pixel++)
			depth.values[pixel] = (depth.values[pixel] ?? 0) / Math.max(0.1, paper.values[pixel] ?? 1)
	// the closing runs along the tops of the paper's grain; the paper itself lies a little lower
	const grain = quantile(depth.values, 0.5)
	return { ...depth, values: depth.values.map((value) => Math.max(0, value - grain)) }
}
