import { z } from 'zod'
import { choice, flag, real } from './field.ts'

/** How a picture becomes what a network gets; every step can be switched or adjusted. */
export const readingSettings = z.strictObject({
	grey: choice({ contrast: 'most contrast', luminance: 'as an eye sees it' }, 'contrast', {
		title: 'Grey',
		description:
			'Which one number stands for a colour: along the direction in which the colours differ most, or brightness.'
	}),
	even: flag(true, {
		title: 'Even the paper',
		description: 'Takes shadows and stains out by comparing each pixel with the paper around it.'
	}),
	ink: choice({ auto: 'find out', dark: 'dark on light', light: 'light on dark' }, 'auto', {
		title: 'Ink',
		description: 'MNIST is white on black. Ink is found by being the smaller part; say it here where that goes wrong.'
	}),
	threshold: real(0.2, 1.8, 1, {
		title: 'Threshold',
		description: 'What counts as ink: 1 is half of what full strokes have; lower takes fainter marks in.'
	}),
	lines: flag(true, { title: 'Take lines out', description: 'Printed lines that run from side to side are not ink.' }),
	several: flag(true, {
		title: 'Several digits',
		description: 'Finds each digit and reads them in order; off, everything together is one digit.'
	}),
	stroke: flag(true, {
		title: 'Even the strokes',
		description: 'Makes hairlines thicker and brush strokes thinner, to what MNIST has.'
	}),
	centre: choice({ mass: 'by its mass', box: 'by its box' }, 'mass', {
		title: 'Centre',
		description: 'MNIST puts the centre of mass of the ink in the middle of the 28 × 28 field.'
	})
})
export type ReadingSettings = z.infer<typeof readingSettings>

/** How a drawing from the pad is read: its ink is known to be black, on white paper without shadows and printed lines. */
export const drawnSettings = readingSettings.parse({ ink: 'dark', even: false, lines: false })
