import { count } from '../format.ts'

/** "0", "0 and 3", "0, 3 and 8" */
export function listed(words: readonly string[]): string {
	const last = words.at(-1) ?? ''
	return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

/** "no image", "1 image", "12 images" */
export const howMany = (value: number, word: string) =>
	value === 0 ? `no ${word}` : value === 1 ? `1 ${word}` : `${count(value)} ${word}s`

/** The places of the smallest and the largest value. */
export function extremes(values: readonly number[]): { least: number; most: number } {
	return { least: values.indexOf(Math.min(...values)), most: values.indexOf(Math.max(...values)) }
}

/** A probability: "p = .97", "p < .0001" */
export const sayP = (p: number) => (p < 0.0001 ? 'p < .0001' : `p = ${p.toFixed(p < 0.01 ? 4 : 2).replace(/^0/, '')}`)

/** A capital at the beginning. */
export const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
