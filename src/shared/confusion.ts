/** counts[true class][predicted class], as scikit-learn's `confusion_matrix`. */
export function confusionMatrix(truth: Uint8Array, predicted: Uint8Array, classes: number): number[][] {
	const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
	for (const [image, label] of truth.entries()) {
		const row = counts[label]
		const guess = predicted[image] ?? 0
		if (row) row[guess] = (row[guess] ?? 0) + 1
	}
	return counts
}

/** How many images went from wrong to right and from right to wrong between two sets of answers to the same images. */
export function changes(truth: Uint8Array, before: Uint8Array, after: Uint8Array): { mended: number; broken: number } {
	let [mended, broken] = [0, 0]
	for (const [image, label] of truth.entries()) {
		const [was, is] = [before[image] === label, after[image] === label]
		if (!was && is) mended++
		if (was && !is) broken++
	}
	return { mended, broken }
}
