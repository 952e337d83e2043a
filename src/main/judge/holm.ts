/** Holm's step-down correction (1979): p values that may be held against one level for all of them together, in their order. Null stays out. */
export function holm<P extends number | null>(values: readonly P[]): P[] {
	const order = values.flatMap((p, place) => (p === null ? [] : [{ p, place }])).sort((a, b) => a.p - b.p)
	const adjusted = [...values]
	let most = 0
	for (const [rank, { p, place }] of order.entries()) {
		most = Math.max(most, Math.min(1, (order.length - rank) * p))
		adjusted[place] = most as P
	}
	return adjusted
}
