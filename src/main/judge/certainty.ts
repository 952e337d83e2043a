/** Keras's, which keeps the logarithm of an impossible class finite; the training loss uses the same. */
const smallest = 1e-7

/** How sure a network is of each image, and sums over the images that were looked at. */
export interface Certainty {
	/** The largest probability of each image. */
	sure: Float64Array
	/** 1 where the first of the most likely classes is the true one. */
	isRight: Uint8Array
	/** Σ Σ_class (p − [class is true])²: Brier 1950. */
	brier: number
	/** Σ −ln p(true class), p from 1e-7 to 1 − 1e-7. */
	nll: number
}

/** Before any image was looked at. */
export const noCertainty = (images: number): Certainty => ({
	sure: new Float64Array(images),
	isRight: new Uint8Array(images),
	brier: 0,
	nll: 0
})

/**
 * Adds the images `from` up to before `to` to `into`: `probabilities` are images × classes, row by row, `labels` a class
 * an image. In portions, because the thread that asks has other things to do.
 */
export function weigh(
	into: Certainty,
	probabilities: Float32Array,
	labels: Uint8Array,
	from: number,
	to: number
): void {
	const classes = probabilities.length / labels.length
	for (let image = from; image < Math.min(to, labels.length); image++) {
		const truth = labels[image] ?? 0
		let best = 0
		let top = -Infinity
		for (let one = 0; one < classes; one++) {
			const share = probabilities[image * classes + one] ?? 0
			if (share > top) {
				best = one
				top = share
			}
			const off = one === truth ? share - 1 : share
			into.brier += off * off
		}
		into.sure[image] = top
		into.isRight[image] = Number(best === truth)
		const likelihood = probabilities[image * classes + truth] ?? 0
		into.nll -= Math.log(Math.min(Math.max(likelihood, smallest), 1 - smallest))
	}
}
