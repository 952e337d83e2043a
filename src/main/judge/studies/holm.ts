/** Holm's step-down adjustment (1979): p values that may be held against one level for all of them together. Null stays out. */
export function holm(values: readonly (number | null)[]): (number | null)[] {
	const order = values.flatMap((p, place) => (p === null ? [] : [{ p, place }])).sort((a, b) => a.p - b.p)
	const adjusted: (number | null)[] = values.map(() => null)
	let most = 0
	for (const [rank, { p, place }] of order.entries()) {
		most = Math.max(most, Math.min(1, (order.length - rank) * p))
		adjusted[place] = most
	}
	return adjusted
}
