/** What runs answered to images they had not learned from, added up over runs. */
export interface Doubts {
	labels: Uint8Array
	classes: number
	/** Of each image: certainties of runs that contradict its label less those of runs that agree. */
	sums: Float64Array
	runs: Uint16Array
	/** How many runs take an image for each class that it is not; most images are taken for none. */
	against: Map<number, Uint16Array>
}

export const noDoubts = (labels: Uint8Array, classes: number): Doubts => ({
	labels,
	classes,
	sums: new Float64Array(labels.length),
	runs: new Uint16Array(labels.length),
	against: new Map()
})

/** Adds the answer of one run to one image: the class it takes it for, and how sure it is, from 0 to 1. */
export function addAnswer(doubts: Doubts, image: number, guess: number, certainty: number): void {
	const { labels, classes, sums, runs, against } = doubts
	sums[image] = (sums[image] ?? 0) + (guess === labels[image] ? -certainty : certainty)
	runs[image] = (runs[image] ?? 0) + 1
	if (guess === labels[image]) return
	const votes = against.get(image) ?? new Uint16Array(classes)
	votes[guess] = (votes[guess] ?? 0) + 1
	against.set(image, votes)
}

export interface Doubted {
	image: number
	label: number
	guess: number
	runs: number
	against: number
	doubt: number
}

/**
 * What the runs say of an image. The doubt is divided by one more than their number, so that many who agree say more than
 * one who is sure; the guess is that of most, the first of equals.
 */
export function doubted(doubts: Doubts, image: number): Doubted {
	const { labels, classes, runs, against: all } = doubts
	const votes = all.get(image)?.slice() ?? new Uint16Array(classes)
	const [label, asked] = [labels[image] ?? 0, runs[image] ?? 0]
	const against = votes.reduce((sum, one) => sum + one, 0)
	votes[label] = asked - against
	return {
		image,
		label,
		guess: votes.indexOf(Math.max(...votes)),
		runs: asked,
		against,
		doubt: doubtOf(doubts, image)
	}
}

const doubtOf = ({ sums, runs }: Doubts, image: number) => (sums[image] ?? 0) / ((runs[image] ?? 0) + 1)

/** Images that the runs contradict on the whole, the most doubted first, the first of equals. */
export function mostDoubted(doubts: Doubts, most: number): { count: number; images: Doubted[] } {
	const found: { image: number; doubt: number }[] = []
	let count = 0
	for (let image = 0; image < doubts.labels.length; image++) {
		if ((doubts.sums[image] ?? 0) <= 0) continue
		count++
		const doubt = doubtOf(doubts, image)
		// a full list takes only what is doubted more than its last
		if (found.length === most && doubt <= (found.at(-1)?.doubt ?? 0)) continue
		found.splice(found.findLastIndex((one) => one.doubt >= doubt) + 1, 0, { image, doubt })
		if (found.length > most) found.pop()
	}
	return { count, images: found.map(({ image }) => doubted(doubts, image)) }
}
