import { factors, findFactor } from './factors.ts'

/** What is wrong with a range of a search, as a sentence; null where nothing is. */
export function wrongRange(factor: string, from: number, to: number): string | null {
	const { title = factor, control } = findFactor(factor) ?? {}
	if (control?.kind === 'choice')
		return `${title} has no range: name those to draw from, such as ${control.options
			.slice(0, 2)
			.map(({ value }) => value)
			.join(', ')}.`
	if (from >= to) return `${title} is searched from the smaller number to the larger one; ${from} to ${to} is no range.`
	if (control && (from < control.minimum || to > control.maximum))
		return `${title} takes numbers from ${control.minimum} to ${control.maximum}; the range ${from} to ${to} leaves that.`
	return null
}

/** What is said of a factor that there is not. */
export const noFactor = (given: unknown): string =>
	`There is no factor "${String(given)}". There are ${factors.map(({ name }) => name).join(', ')}.`

/** What is said of something that is neither a range nor a list to draw from. */
export function noRange(given: unknown): string {
	const { factor, from, to } = (given ?? {}) as { factor?: unknown; from?: string | number; to?: string | number }
	if (typeof factor !== 'string' || !findFactor(factor)) return noFactor(factor)
	const typed = from === undefined || to === undefined ? '' : `"${from} to ${to}" is no range of ${factor}. `
	return `${typed}A range is two numbers, such as 0.001 to 0.1, or a list to draw from, such as 16, 64, 256.`
}
