import { count, plural } from './format.ts'

/** Another finished run of the same recipe, seed included, and whether both came to the same. */
export interface Twin {
	run: number
	name: string
	/**
	 * The same weights and answers, bit for bit; else by how much a probability differs at most, and how many of the test
	 * images they take for different classes.
	 */
	same: 'bits' | { apart: number; otherwise: number; images: number }
	/** How the environments differ: "4 threads instead of 2 threads", this run's first. */
	unlike: string[]
}

/** What a twin shows, in words. */
export function sayTwin({ run, same, unlike }: Twin): string {
	if (same === 'bits')
		return `Identical bits: run ${run} has the same recipe, and came to the same weights and answers.`
	const { apart, otherwise, images } = same
	const verdict =
		otherwise === 0
			? `Same within ${apart.toPrecision(2)}: of run ${run}, which has the same recipe, no probability is further away, and both say the same of all ${count(images)} test images.`
			: `Differs from run ${run}, which has the same recipe: ${plural(otherwise, 'test image')} of ${count(images)} taken for another class, probabilities apart by ${apart.toPrecision(2)} at most.`
	const why = unlike.length > 0 ? `Here: ${unlike.join(', ')}.` : 'Nothing that is written down of the two explains it.'
	return `${verdict} ${why}`
}
