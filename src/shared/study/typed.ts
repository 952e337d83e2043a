import { findFactor, type Level } from './factors.ts'
import type { Design } from './study.ts'

/** What a person has typed for a design: a factor with its levels, or, for a search, with "0.001 to 0.1" ("0.001..0.1") or a few to draw from. */
export interface TypedRow {
	factor: string
	levels: string
}

/** The design that is meant, unchecked: what is no number where one is needed stays a word, and is refused with the study. */
export function designFrom(kind: Design['kind'], rows: readonly TypedRow[], draws: unknown): unknown {
	const lists = rows.map(({ factor, levels }) => ({ factor, levels: levelsTyped(levels, factor) }))
	switch (kind) {
		case 'one':
			return { kind, ...lists[0] }
		case 'grid':
			return { kind, factors: lists.slice(0, 2) }
		case 'search':
			return { kind, draws, ranges: rows.map(rangeFrom) }
	}
}

/** A number as it is typed after a flag; what is none stays as it was typed, and is refused with the study. */
export const numberTyped = (text: string): number | string =>
	text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)

/** "0, 0.2, 0.4" */
export const levelsTyped = (text: string, factor: string): Level[] =>
	text
		.split(',')
		.map((part) => part.trim())
		.filter((word) => word !== '')
		.map((word) => {
			const isNumber = findFactor(factor)?.control.kind === 'number' && !Number.isNaN(Number(word))
			return isNumber ? Number(word) : word
		})

/** What spans a power of ten is drawn evenly over its logarithm. */
function rangeFrom({ factor, levels }: TypedRow) {
	const [, low, high] = /^\s*(\S+?)(?:\s+to\s+|\s*\.\.\s*)(\S+)\s*$/.exec(levels) ?? []
	if (low === undefined || high === undefined) return { factor, among: levelsTyped(levels, factor) }
	const [from, to] = [Number(low), Number(high)]
	// what is no number stays a word, and is refused with the study
	if (Number.isNaN(from) || Number.isNaN(to)) return { factor, from: low, to: high }
	return { factor, from, to, log: from > 0 && to / from >= 10 }
}

/** The levels a factor usually has, as they are typed; for a search its ends. */
export function usualLevels(name: string, kind: Design['kind']): string {
	const factor = findFactor(name)
	if (!factor) return ''
	if (kind === 'search' && factor.control.kind === 'number')
		return `${factor.levels[0] ?? 0} to ${factor.levels.at(-1) ?? 1}`
	return factor.levels.join(', ')
}
