import { count } from '../format.ts'
import type { Analysis } from './analysis.ts'

/** "0", "0 and 3", "0, 3 and 8" */
export function listed(words: readonly string[]): string {
	const last = words.at(-1) ?? ''
	return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

/** "no image", "1 image", "12 images" */
export const howMany = (value: number, word: string) =>
	value === 0 ? `no ${word}` : value === 1 ? `1 ${word}` : `${count(value)} ${word}s`

/** What the comparisons of images with images looked at, where that is not all there is; nothing where it is. */
export function sayCompared({ compared, counts, about }: Analysis): string[] {
	const { training, test, height, width } = compared
	const all = training === counts.training.images && test === counts.test.images
	const whole = height === about.height && width === about.width
	return [
		...(all ? [] : [`Looked at: ${count(training)} training and ${count(test)} test images drawn by lot.`]),
		...(whole ? [] : [`They are compared at ${height} × ${width}, each pixel the mean of a square.`])
	]
}

/** How large the pictures are that are computed of a class's images, where that is not the images' size; nothing where it is. */
export const sayAveraged = ({ pixels: { height, width }, about }: Analysis): string[] =>
	height === about.height && width === about.width
		? []
		: [`Pictures of ${height} × ${width} are computed, each pixel the mean of a square.`]

/** The places of the smallest and the largest value. */
export function extremes(values: readonly number[]): { least: number; most: number } {
	return { least: values.indexOf(Math.min(...values)), most: values.indexOf(Math.max(...values)) }
}

/** A probability: "p = .97", "p < .0001" */
export const sayP = (p: number) => (p < 0.0001 ? 'p < .0001' : `p = ${p.toFixed(p < 0.01 ? 4 : 2).replace(/^0/, '')}`)

/** A capital at the beginning. */
export const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
