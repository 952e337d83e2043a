/** The most likely class of each row of `probabilities` (rows × classes); the first of equals. */
export function mostLikely(probabilities: ArrayLike<number>, classes: number): Uint8Array<ArrayBuffer> {
	return Uint8Array.from({ length: probabilities.length / classes }, (_, row) => {
		let best = 0
		for (let other = 1; other < classes; other++)
			if ((probabilities[row * classes + other] ?? 0) > (probabilities[row * classes + best] ?? 0)) best = other
		return best
	})
}
