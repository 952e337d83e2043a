import type { PictureDetail, Step } from '../../shared/pictures.ts'
import { steps } from '../../shared/pictures.ts'
import type { ReadingSettings } from '../../shared/vision.ts'

export interface StepWords {
	step: Step
	title: string
	/** What is done and why, in one sentence. */
	sentence: string
	/** The settings that decide it. */
	settings: (keyof ReadingSettings)[]
}

const titles: Record<Step, string> = {
	original: 'Original',
	grey: 'Grey',
	even: 'Paper evened',
	light: 'Ink light on dark',
	ink: 'Ink found',
	cut: 'Cut out',
	box: 'Fitted to 20 × 20',
	field: 'Centred in 28 × 28'
}

/** Every setting stands beside the step that it changes. */
export const stepSettings: Record<Step, (keyof ReadingSettings)[]> = {
	original: [],
	grey: ['grey'],
	even: ['even'],
	light: ['ink'],
	ink: ['threshold', 'lines'],
	cut: ['several'],
	box: ['stroke'],
	field: ['centre']
}

/** All steps with their words, for one digit of a picture; null where no digit was found. */
export const stepWords = (picture: PictureDetail, digit: number | null): StepWords[] =>
	steps.map((step) => ({
		step,
		title: titles[step],
		sentence: sentenceOf(step, picture, digit),
		settings: stepSettings[step]
	}))

function sentenceOf(
	step: Step,
	{ origin, size, kept, settings, ink, lines, digits }: PictureDetail,
	digit: number | null
): string {
	const stroke = digit === null ? undefined : digits[digit]?.stroke
	switch (step) {
		case 'original': {
			const smaller = kept.width < size.width ? `, read at ${kept.width} × ${kept.height}` : ''
			return `As it came: ${size.width} × ${size.height} pixels${smaller}.`
		}
		case 'grey':
			return settings.grey === 'contrast'
				? 'One number for each pixel, taken where the colours differ most: MNIST knows no colour.'
				: 'One number for each pixel, its brightness to an eye: MNIST knows no colour.'
		case 'even':
			if (settings.even) return 'Each pixel is compared with the paper around it, so that shadows and stains go.'
			return origin === 'drawn'
				? 'Left as it is: the pad is white all over.'
				: 'Left as it is: a shadow may be taken for ink.'
		case 'light':
			if (ink === null) return 'No ink was found to tell light from dark.'
			return ink === 'dark'
				? 'The ink is darker than the paper, so it was inverted: MNIST is white on black.'
				: 'The ink is lighter than the paper already, as in MNIST.'
		case 'ink': {
			const taken = lines > 0 ? ` ${lines === 1 ? 'A printed line was' : `${lines} printed lines were`} taken out.` : ''
			return `What is lighter than the threshold is ink; the rest counts as paper.${taken}`
		}
		case 'cut':
			return settings.several
				? 'Strokes that belong together are one digit, cut out by themselves.'
				: 'All ink together is taken for one digit.'
		case 'box':
			return `Made to fit 20 × 20, keeping its shape${stroke ? `; ${sayStroke(stroke)}` : ''}.`
		case 'field':
			return settings.centre === 'mass'
				? 'Its centre of mass in the middle, as in MNIST: what the network gets.'
				: 'Its box in the middle: what the network gets.'
	}
}

function sayStroke({ width, change }: { width: number; change: number }): string {
	const wide = `its strokes were ${width.toFixed(1)} pixels wide`
	if (Math.abs(change) < 0.05) return wide
	return `${wide} and were made ${Math.abs(change).toFixed(1)} ${change > 0 ? 'wider' : 'thinner'}`
}
