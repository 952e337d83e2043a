/** Holm's step-down correction (1979) of several probabilities, in their order; none comes out smaller than one that was. */
export function holm(probabilities: readonly number[]): number[] {
	const order = [...probabilities.keys()].sort((a, b) => (probabilities[a] ?? 0) - (probabilities[b] ?? 0))
	const adjusted = new Array<number>(probabilities.length).fill(0)
	let least = 0
	for (const [rank, place] of order.entries()) {
		least = Math.max(least, Math.min(1, (probabilities.length - rank) * (probabilities[place] ?? 0)))
		adjusted[place] = least
	}
	return adjusted
}
