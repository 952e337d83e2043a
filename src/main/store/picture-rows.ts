import type { Answering, Box } from '../../shared/pictures.ts'
import type { ReadingSettings } from '../../shared/vision.ts'
import { floatsOf } from './floats.ts'
import type { StoredDigit, StoredPicture } from './pictures.ts'

/** A picture as SQLite gives it: lists and objects as JSON. */
export interface RawPicture extends Pick<StoredPicture, 'id' | 'name' | 'origin' | 'batch' | 'added' | 'format'> {
	width: number
	height: number
	keptWidth: number
	keptHeight: number
	notes: string
	ink: StoredPicture['ink']
	lines: number
	settings: string
	answering: string
	label: string | null
	labelFrom: NonNullable<StoredPicture['label']>['from'] | null
	revision: number
}

export interface RawDigit extends Box {
	touching: 0 | 1
	width: number
	change: number
	likeness: number
	answers: Buffer
}

/** Thousands of pictures have the same few notes, settings and runs: each text is parsed once a reading. */
export function pictureReader(): (raw: RawPicture) => StoredPicture {
	const known = new Map<string, unknown>()
	function parse(text: string): unknown {
		if (!known.has(text)) known.set(text, JSON.parse(text))
		return known.get(text)
	}
	return (raw) => {
		const { width, height, keptWidth, keptHeight, notes, settings, answering, label, labelFrom, ...rest } = raw
		return {
			...rest,
			size: { width, height },
			kept: { width: keptWidth, height: keptHeight },
			notes: parse(notes) as string[],
			settings: parse(settings) as ReadingSettings,
			answering: parse(answering) as Answering,
			label: label !== null && labelFrom !== null ? { text: label, from: labelFrom } : null
		}
	}
}

/** What the database holds where a digit was compared with nothing: a likeness is never below 0. */
export const unknownLikeness = -1

export const digitOf = ({
	left,
	top,
	right,
	bottom,
	touching,
	width,
	change,
	likeness,
	answers
}: RawDigit): StoredDigit => ({
	box: { left, top, right, bottom },
	touching: touching === 1,
	stroke: { width, change },
	likeness: likeness === unknownLikeness ? null : likeness,
	answers: floatsOf(answers)
})
