/** What runs answered to images they had not learned from, added up over runs. */
export interface Doubts {
	labels: Uint8Array
	classes: number
	/** Of each image: certainties of runs that contradict its label less those of runs that agree. */
	sums: Float64Array
	runs: Uint16Array
	/** images × classes: how many runs take it for each class. */
	guesses: Uint16Array
}

export const noDoubts = (labels: Uint8Array, classes: number): Doubts => ({
	labels,
	classes,
	sums: new Float64Array(labels.length),
	runs: new Uint16Array(labels.length),
	guesses: new Uint16Array(labels.length * classes)
})

/** Adds the answer of one run to one image: the class it takes it for, and how sure it is, from 0 to 1. */
export function addAnswer(doubts: Doubts, image: number, guess: number, certainty: number): void {
	const { labels, classes, sums, runs, guesses } = doubts
	sums[image] = (sums[image] ?? 0) + (guess === labels[image] ? -certainty : certainty)
	runs[image] = (runs[image] ?? 0) + 1
	const cell = image * classes + guess
	guesses[cell] = (guesses[cell] ?? 0) + 1
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
export function doubted({ labels, classes, sums, runs, guesses }: Doubts, image: number): Doubted {
	const votes = guesses.subarray(image * classes, (image + 1) * classes)
	const [label, asked] = [labels[image] ?? 0, runs[image] ?? 0]
	return {
		image,
		label,
		guess: votes.indexOf(Math.max(...votes)),
		runs: asked,
		against: asked - (votes[label] ?? 0),
		doubt: (sums[image] ?? 0) / (asked + 1)
	}
}

/** Images that the runs contradict on the whole, the most doubted first, the first of equals. */
export function mostDoubted(doubts: Doubts, most: number): { count: number; images: Doubted[] } {
	const places: number[] = []
	for (let image = 0; image < doubts.labels.length; image++) if ((doubts.sums[image] ?? 0) > 0) places.push(image)
	const images = places.map((image) => doubted(doubts, image)).sort((a, b) => b.doubt - a.doubt || a.image - b.image)
	return { count: images.length, images: images.slice(0, most) }
}
