import { count, plural } from './format.ts'

/** Another finished run of the same recipe, seed included, and whether both came to the same. */
export interface Twin {
	/** It is here, or a recipe file says what it came to elsewhere. */
	of: 'run' | 'file'
	/** The run's number, or the file's. */
	id: number
	name: string
	/**
	 * The same weights and answers, bit for bit; else by how much a probability differs at most among `sample` of the test
	 * images, and how many of all `images` they take for different classes.
	 */
	same: 'bits' | { apart: number; sample: number; otherwise: number; images: number }
	/** How the environments differ: "4 threads instead of 2 threads", this run's first. */
	unlike: string[]
	/** Where either went on in another environment, and the other did not so: full sentences. */
	later: string[]
}

/** What a twin shows, in words. */
export function sayTwin({ of, id, name, same, unlike, later }: Twin): string {
	const it = of === 'run' ? `run ${id}, which has the same recipe` : `what the recipe file “${name}” says`
	if (same === 'bits')
		return of === 'run'
			? `Identical bits: run ${id} has the same recipe, and came to the same weights and answers.`
			: `Identical bits: the weights and answers are those that the recipe file “${name}” says.`
	const { apart, sample, otherwise, images } = same
	const among = sample < images ? ` of the ${count(sample)} test images it holds` : ''
	const verdict =
		otherwise === 0
			? `Same within ${apart.toPrecision(2)}: of ${it}, no probability${among} is further away, and both say the same of all ${count(images)} test images.`
			: `Differs from ${it}: ${plural(otherwise, 'test image')} of ${count(images)} taken for another class, probabilities${among} apart by ${apart.toPrecision(2)} at most.`
	const why = [...(unlike.length > 0 ? [`Here: ${unlike.join(', ')}.`] : []), ...later]
	return [verdict, ...(why.length > 0 ? why : ['Nothing that is written down of the two explains it.'])].join(' ')
}
